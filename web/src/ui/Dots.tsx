import { useTranslation } from '../i18n';
import classes from './Dots.module.css';
import { places } from './places';

/** How many of a year's places are taken, as the dots of the portfolio and as a sentence. */
export function Dots({ name, selected, limit }: { name: string; selected: number; limit: number }) {
  const { t } = useTranslation();
  return (
    <div>
      <div className={classes.head} aria-hidden>
        <span>{name}</span>
        <strong className="number">{t('common:dots.short', { selected, limit })}</strong>
      </div>
      <div
        className={classes.dots}
        role="img"
        aria-label={t('common:dots.text', { name, selected, limit, left: Math.max(0, limit - selected) })}
      >
        {places(selected, limit).map((on, index) => (
          <span key={index} className={on ? `${classes.dot} ${classes.on}` : classes.dot} />
        ))}
      </div>
    </div>
  );
}

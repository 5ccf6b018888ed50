import { useTranslation } from '../i18n';
import type { RuleState } from './credentials';
import classes from './RuleList.module.css';

/** The rules of a name or password, each with whether it is kept already. */
export function RuleList({ area, rules }: { area: 'username' | 'password'; rules: RuleState[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.rules}>
      {rules.map(({ key, kept }) => (
        <li key={key} className={kept ? classes.kept : classes.open}>
          <span aria-hidden>{kept ? '✓' : '○'}</span>
          <span>
            {t(`session:rules.${area}.${key}`)}
            <span className="seen-by-readers">
              {kept ? t('session:rules.kept') : t('session:rules.open')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from '../../i18n';
import classes from './BatchProgress.module.css';

const steps = ['open', 'frozen', 'built', 'sent', 'acknowledged', 'reconciled'] as const;

/** The step that a state stands at. A discrepancy is an end too; a reopened batch begins anew. */
const stepOf = (state: string) =>
  state === 'discrepant' ? 'reconciled' : state === 'reopened' ? 'open' : state;

/** The way of a submission, step by step. */
export function BatchProgress({ state }: { state: string }) {
  const { t } = useTranslation();
  const at = steps.findIndex((step) => step === stepOf(state));
  return (
    <ol className={classes.steps} aria-label={t('submissions:progress')} aria-live="polite">
      {steps.map((step, index) => {
        const now = index === at;
        const look = now ? classes.now : index < at ? classes.done : '';
        return (
          <li key={step} className={`${classes.step} ${look}`} aria-current={now ? 'step' : undefined}>
            <span aria-hidden>{index < at ? '✓' : index + 1}</span>
            {t(`submissions:state.${now ? state : step}`)}
          </li>
        );
      })}
    </ol>
  );
}

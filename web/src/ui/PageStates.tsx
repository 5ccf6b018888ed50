import { Loader } from '@mantine/core';
import { useTranslation } from '../i18n';
import classes from './PageStates.module.css';
import { ProblemNotice } from './ProblemNotice';

/** While a page's code is on its way. */
export function PageLoading() {
  const { t } = useTranslation();
  return (
    <div className={classes.middle} role="status">
      <Loader aria-hidden />
      <span className="seen-by-readers">{t('common:loading')}</span>
    </div>
  );
}

/** A page that could not be opened at all. */
export function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={classes.failed}>
      <ProblemNotice error={error} retry={retry} />
    </div>
  );
}

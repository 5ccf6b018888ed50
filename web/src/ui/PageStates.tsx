import { Loader } from '@mantine/core';
import { useTranslation } from '../i18n';
import { paths } from '../paths';
import classes from './PageStates.module.css';
import { TextLink } from './links';
import { Page } from './Page';
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
  const { t } = useTranslation();
  return (
    <div className={classes.failed}>
      <Page title={t('common:failed')}>
        <ProblemNotice error={error} retry={retry} />
        <p>
          <TextLink to={paths.home}>{t('common:goHome')}</TextLink>
        </p>
      </Page>
    </div>
  );
}

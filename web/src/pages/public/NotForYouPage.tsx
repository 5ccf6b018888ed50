import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { EmptyState } from '../../ui/EmptyState';
import { ButtonLink } from '../../ui/links';
import { Page } from '../../ui/Page';

/** A page that belongs to another role. */
export default function NotForYouPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('common:notForYou.title')}>
      <EmptyState
        title={t('common:notForYou.text')}
        hint={t('common:notForYou.hint')}
        action={<ButtonLink to={paths.home}>{t('common:goHome')}</ButtonLink>}
      />
    </Page>
  );
}

import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { EmptyState } from '../../ui/EmptyState';
import { Entry } from '../../ui/Entry';
import { ButtonLink } from '../../ui/links';

/** An address that leads nowhere. */
export default function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Entry title={t('common:notFound.title')}>
      <EmptyState
        title={t('common:notFound.hint')}
        action={<ButtonLink to={paths.home}>{t('common:goHome')}</ButtonLink>}
      />
    </Entry>
  );
}

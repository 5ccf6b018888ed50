import { useQuery } from '@tanstack/react-query';
import { documentsQuery } from '../../api/queries/account';
import { DocumentsForm } from '../../forms/DocumentsForm';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';

/** 維護法規與文件: the city publishes what everybody reads. */
export default function CityDocumentsPage() {
  const { t } = useTranslation();
  const documents = useQuery(documentsQuery());
  return (
    <Page title={t('documents:keep')}>
      <TextLink to={paths.documents}>{t('documents:see')}</TextLink>
      <Loaded query={documents} height={640}>
        {(page) => (
          <Card title={t('documents:all', { count: page.documents.length })}>
            <DocumentsForm key={page.version} page={page} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}

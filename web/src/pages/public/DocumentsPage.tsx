import type { PublicDocument, DocumentsOfCity } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { useFormat } from '../../ui/useFormat';
import { PublicPage } from './PublicPage';
import { sections } from './sections';

/** 法規與文件: regulations, upload formats and guidance, as the city keeps them. */
export default function DocumentsPage({ data: { documents, updated_at } }: { data: DocumentsOfCity }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage title={t('common:public.documents')}>
      {documents.length === 0 && <EmptyState title={t('documents:empty')} />}
      {sections.map((section) => {
        const within = documents.filter((document) => document.section === section);
        if (within.length === 0) return null;
        return (
          <Card key={section} title={t(`documents:section.${section}`)}>
            <ul>
              {within.map((document) => (
                <li key={document.url}>
                  <DocumentLink document={document} />
                </li>
              ))}
            </ul>
          </Card>
        );
      })}
      {updated_at && <p className="dimmed small">{t('documents:updated', { at: format.day(updated_at) })}</p>}
    </PublicPage>
  );
}

function DocumentLink({ document: { title, title_en, url } }: { document: PublicDocument }) {
  const { language } = useTranslation();
  const english = language === 'en' && title_en ? title_en : null;
  return (
    <a href={url} rel="noopener noreferrer" lang={english === null ? 'zh-Hant-TW' : undefined}>
      {english ?? title}
    </a>
  );
}

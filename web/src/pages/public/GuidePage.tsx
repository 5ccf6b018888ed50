import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { PublicPage } from './PublicPage';
import { textsBelow } from './textsBelow';

const parts = ['student', 'files', 'teacher', 'homeroom', 'submitter', 'administrator'] as const;

/** 操作說明: what each role does, step by step. */
export default function GuidePage() {
  const { t } = useTranslation();
  return (
    <PublicPage title={t('common:public.guide')}>
      {parts.map((part) => (
        <Card key={part} title={t(`help:guide.${part}.title`)}>
          <ol>
            {textsBelow((n) => `help:guide.${part}.steps.${n}`).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Card>
      ))}
    </PublicPage>
  );
}

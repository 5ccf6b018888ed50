import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { PublicPage } from './PublicPage';
import { textsBelow } from './textsBelow';

const parts = ['teacher', 'student', 'first', 'forgotten', 'unmatched'] as const;

/** 帳號申請說明: how one gets an account, and back into it. */
export default function AccountHelpPage() {
  const { t } = useTranslation();
  return (
    <PublicPage title={t('common:public.accountHelp')}>
      {parts.map((part) => (
        <Card key={part} title={t(`help:accounts.${part}.title`)}>
          <ul>
            {textsBelow((n) => `help:accounts.${part}.lines.${n}`).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      ))}
    </PublicPage>
  );
}

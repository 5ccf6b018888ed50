import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { session } from '../api/current';
import { accountQuery } from '../api/queries/account';
import { useTranslation } from '../i18n';
import { Dialog } from './Dialog';
import { NoticeList } from './NoticeList';
import { useSession } from './useAccount';

/** What waits for the person, once, right after signing in. */
export function NoticesDialog() {
  const { t } = useTranslation();
  const { fresh } = useSession();
  const account = useQuery({ ...accountQuery(), enabled: fresh });
  const notices = account.data?.notices ?? [];
  if (!fresh || notices.length === 0) return null;
  const close = () => session.settle();
  return (
    <Dialog title={t('common:notices.title')} onClose={close}>
      <div className="stack">
        <NoticeList notices={notices} onFollow={close} />
        <div className="row">
          <Button onClick={close}>{t('common:notices.understood')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { receiptKeysQuery, receiptQuery } from '../api/queries/account';
import { useTranslation } from '../i18n';
import { Dialog } from './Dialog';
import { Facts } from './Facts';
import { fileSize } from './format';
import { Loaded } from './Loaded';
import { saveJson } from './save';
import { useFormat } from './useFormat';

/** The signed proof that a file was accepted, to read and to keep. */
export function ReceiptDialog({ fileId, onClose }: { fileId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const receipt = useQuery(receiptQuery(fileId));
  const keys = useQuery(receiptKeysQuery());
  return (
    <Dialog title={t('common:receipt.title')} onClose={onClose}>
      <Loaded query={receipt} height={220}>
        {(data) =>
          data === null ? (
            <p>{t('common:receipt.none')}</p>
          ) : (
            <div className="stack">
              <p className="dimmed small">{t('common:receipt.what')}</p>
              <Facts
                facts={[
                  [t('common:receipt.name'), data.name],
                  [
                    t('common:receipt.size'),
                    t('common:receipt.bytes', { size: fileSize(data.size), count: data.size }),
                  ],
                  [t('common:receipt.acceptedAt'), format.moment(data.accepted_at)],
                  ['SHA-256', <code key="sha256">{data.sha256}</code>],
                  [t('common:receipt.key'), <code key="key">{data.key_id}</code>],
                  [t('common:receipt.signature'), <code key="signature">{data.signature}</code>],
                ]}
              />
              <div>
                <Button
                  onClick={() => {
                    const key = keys.data?.find(({ key_id }) => key_id === data.key_id);
                    saveJson({ ...data, ...(key && { key }) }, `receipt-${data.sha256.slice(0, 12)}.json`);
                  }}
                >
                  {t('common:receipt.save')}
                </Button>
              </div>
            </div>
          )
        }
      </Loaded>
    </Dialog>
  );
}

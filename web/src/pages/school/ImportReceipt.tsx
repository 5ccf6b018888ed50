import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { batchQuery } from '../../api/queries/school';
import type { Batch } from '../../api/types';
import { receiptRule } from '../../api/upload/limits';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { UploadField } from '../../forms/UploadField';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { saveFrom } from '../../ui/save';
import { useSchool } from '../../ui/useAccount';
import { ReceiptRead } from './ReceiptRead';

const HEADER = 'data_key,status,reason\r\n';

/** Reads in what the central database says it received (收訖明細). */
export function ImportReceipt({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const school = useSchool();
  const queries = useQueryClient();
  const [file, setFile] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  const read = useMutation({
    mutationFn: (file_id: string) =>
      answer(
        api.POST('/api/schools/{school}/central-submissions/{batch}/receipts', {
          params: { path: { school, batch: batch.id } },
          body: { file_id },
        }),
      ),
    onSuccess: async () => {
      setFile(null);
      setRound((count) => count + 1);
      await queries.invalidateQueries({ queryKey: batchQuery(school, batch.id).queryKey });
    },
  });

  return (
    <Card title={t('submissions:receipt.title')}>
      <div className="stack">
        <p className="dimmed small">{t('submissions:receipt.layout')}</p>
        {read.error && <ProblemNotice error={read.error} />}
        {read.data && <ReceiptRead read={read.data} />}
        <UploadField
          key={round}
          label={t('submissions:receipt.file')}
          rule={receiptRule}
          purpose="central_receipt"
          freeBytes={null}
          onChange={setFile}
        />
        <div className="row">
          <ReasonedButton
            reason={file === null ? t('submissions:receipt.first') : null}
            loading={read.isPending}
            onClick={() => file !== null && read.mutate(file)}
          >
            {t('submissions:receipt.import')}
          </ReasonedButton>
          <Button variant="subtle" onClick={saveTemplate}>
            {t('submissions:receipt.template')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function saveTemplate(): void {
  const url = URL.createObjectURL(new Blob([`\uFEFF${HEADER}`], { type: 'text/csv' }));
  saveFrom(url, 'receipt.csv');
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import type { StoredFile } from '../api/types';
import classes from './FileLine.module.css';
import { fileSize } from './format';
import { ReceiptDialog } from './ReceiptDialog';
import { saveFrom } from './save';
import { say } from './say';

interface Props {
  file: Pick<StoredFile, 'file_id' | 'name' | 'size'>;
  /** Whether the reader owns the file, and so its receipt. */
  own?: boolean;
  /** Whether name and size stand beside it already. */
  bare?: boolean;
}

/** A stored file: its name and size, the file itself, and its receipt. */
export function FileLine({ file, own = true, bare = false }: Props) {
  const { t } = useTranslation();
  const [receipt, setReceipt] = useState(false);
  const download = useMutation({
    mutationFn: () => answer(api.GET('/api/files/{file}', { params: { path: { file: file.file_id } } })),
    onSuccess: ({ url, name }) => saveFrom(url, name),
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  return (
    <div className={classes.line}>
      {!bare && (
        <>
          <span className={classes.name}>{file.name}</span>
          <span className="dimmed small number">{fileSize(file.size)}</span>
        </>
      )}
      <Button
        size="compact-md"
        variant="light"
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {t('common:file.download')}
        <span className="seen-by-readers">{file.name}</span>
      </Button>
      {own && (
        <Button size="compact-md" variant="subtle" onClick={() => setReceipt(true)}>
          {t('common:file.receipt')}
          <span className="seen-by-readers">{file.name}</span>
        </Button>
      )}
      {receipt && <ReceiptDialog fileId={file.file_id} onClose={() => setReceipt(false)} />}
    </div>
  );
}

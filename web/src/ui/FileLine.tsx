import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answer, api } from '../api/client';
import type { StoredFile } from '../api/types';
import { useTranslation } from '../i18n';
import { Dialog } from './Dialog';
import classes from './FileLine.module.css';
import { fileSize } from './format';
import { later } from './later';
import { saveFrom } from './save';
import { say } from './say';

const FilePreview = later(() => import('./FilePreview').then((part) => part.FilePreview));
const ReceiptDialog = later(() => import('./ReceiptDialog').then((part) => part.ReceiptDialog));

interface Props {
  file: Pick<StoredFile, 'file_id' | 'name' | 'size'> & Partial<Pick<StoredFile, 'media_type'>>;
  /** Whether the reader owns the file, and so its receipt. */
  own?: boolean;
  /** Whether name and size stand beside it already. */
  bare?: boolean;
  /** Whether it is shown on this page already. */
  shown?: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** A stored file: its name and size, a look at it, the file itself, and its receipt. */
export function FileLine({ file, own = true, bare = false, shown = false, children }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'preview' | 'receipt' | null>(null);
  const download = useMutation({
    mutationFn: () => answer(api.GET('/api/files/{file}', { params: { path: { file: file.file_id } } })),
    onSuccess: ({ url, name }) => saveFrom(url, name),
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  const name = <span className="seen-by-readers">{file.name}</span>;
  const { media_type } = file;
  return (
    <div className={bare ? `${classes.line} ${classes.bare}` : classes.line}>
      {!bare && (
        <>
          <span className={classes.name}>{file.name}</span>
          <span className="dimmed small number">{fileSize(file.size)}</span>
        </>
      )}
      {media_type !== undefined && !shown && (
        <Button size="compact-md" variant="light" onClick={() => setOpen('preview')}>
          {t('common:file.preview')}
          {name}
        </Button>
      )}
      <Button
        size="compact-md"
        variant="light"
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {t('common:file.download')}
        {name}
      </Button>
      {own && (
        <Button size="compact-md" variant="subtle" onClick={() => setOpen('receipt')}>
          {t('common:file.receipt')}
          {name}
        </Button>
      )}
      {children}
      {open === 'receipt' && <ReceiptDialog fileId={file.file_id} onClose={() => setOpen(null)} />}
      {open === 'preview' && media_type !== undefined && (
        <Dialog title={file.name} wide onClose={() => setOpen(null)}>
          <FilePreview file={{ ...file, media_type }} />
        </Dialog>
      )}
    </div>
  );
}

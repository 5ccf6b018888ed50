import { useEffect, useState } from 'react';
import { newUploadId } from '../api/upload/identifier';
import { type FileObjection, type FileRule, mediaType, objection } from '../api/upload/limits';
import type { UploadOrder } from '../api/upload/upload';
import type { Purpose, StoredFile } from '../api/types';
import type { FileKeeper } from './fileKeeper';
import { isBusy, useUpload } from './useUpload';

export interface FileField {
  rule: FileRule;
  purpose: Purpose;
  /** The file that the item has already. */
  current?: StoredFile | null;
  /** Free space of the quota, to say before the upload what will not fit; `null` if it does not count. */
  freeBytes: number | null;
  /** The stored file, or `null` for none. */
  onChange: (fileId: string | null) => void;
  onBusy?: (busy: boolean) => void;
  /** Keeps the file over a closed tab; without it, a closed tab ends the upload. */
  keeper?: FileKeeper;
}

/** A file that is there: the item's own, or one that an earlier visit stored. */
type Present = Pick<StoredFile, 'file_id' | 'name' | 'size'>;

/** One field's file: what is there, what is under way, and what was refused before a byte was sent. */
export function useFileField({ rule, purpose, current, freeBytes, onChange, onBusy, keeper }: FileField) {
  const { upload, state } = useUpload(keeper !== undefined);
  const [present, setPresent] = useState<Present | null>(() => atFirst(current, keeper));
  const [refused, setRefused] = useState<{ name: string; why: FileObjection } | null>(null);
  const busy = isBusy(state);

  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  const settle = () => {
    const ended = upload.state();
    if (ended.step !== 'stored') return;
    onChange(ended.fileId);
    keeper?.keep(ended);
  };

  const send = async (order: UploadOrder) => {
    await upload.start(order);
    settle();
  };

  useEffect(() => {
    const found = keeper?.found;
    if (found?.step !== 'sending') return;
    void keeper?.bytes().then((bytes) => {
      if (bytes === null || upload.state().step !== 'empty') return;
      const { uploadId, name, mediaType: type } = found;
      void send({ file: new File([bytes], name), mediaType: type, purpose, uploadId });
    });
    // Once: what was on its way when the form was opened goes on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return {
    state,
    present,
    refused,
    take: async (file: File | undefined) => {
      if (file === undefined) return;
      const why = objection(file, rule, freeBytes);
      const type = mediaType(file.name, rule);
      setRefused(why === null ? null : { name: file.name, why });
      if (why !== null || type === null) return;
      setPresent(null);
      onChange(null);
      const order = { file, mediaType: type, purpose, uploadId: newUploadId() };
      keeper?.begin(order);
      await send(order);
    },
    retry: async () => {
      await upload.retry();
      settle();
    },
    remove: () => {
      upload.cancel();
      setPresent(null);
      onChange(null);
      keeper?.keep({ step: 'removed' });
    },
  };
}

/** What the field shows when the form is opened: the draft's file rather than the item's own. */
function atFirst(current: StoredFile | null | undefined, keeper: FileKeeper | undefined): Present | null {
  const found = keeper?.found ?? null;
  if (found === null) return current ?? null;
  return found.step === 'stored' ? { file_id: found.fileId, name: found.name, size: found.size } : null;
}

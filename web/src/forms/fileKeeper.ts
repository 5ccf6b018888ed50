import type { FieldValues } from 'react-hook-form';
import type { UploadOrder } from '../api/upload/upload';
import type { Draft, KeptFile } from '../drafts/draft';
import type { ZodForm } from './useZodForm';

/** Keeps one field's file in the form's draft while it is not sent. */
export interface FileKeeper {
  /** What was kept when the form was opened. */
  found: KeptFile | null;
  /** The bytes that were kept of a file that was on its way. */
  bytes: () => Promise<ArrayBuffer | null>;
  begin: (order: UploadOrder) => void;
  keep: (file: KeptFile) => void;
}

export function fileKeeper<V extends FieldValues>(
  draft: Draft<V>,
  form: ZodForm<V>,
  field: string,
): FileKeeper {
  return {
    found: draft.found?.files[field] ?? null,
    bytes: () => draft.bytes(field),
    keep: (file) => draft.keepFile(field, file, form.getValues()),
    begin: ({ file, uploadId, mediaType }) => {
      const kept: KeptFile = { step: 'sending', uploadId, name: file.name, mediaType };
      void file.arrayBuffer().then(
        (bytes) => draft.keepFile(field, kept, form.getValues(), new Uint8Array(bytes)),
        // A file that cannot be read is not sent either, and the upload says so.
        () => undefined,
      );
    },
  };
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { studentKey } from '../../api/queries/student';
import type { Outcome, StoredFile } from '../../api/types';
import { hashInWorker } from '../../api/upload/hash';
import { newUploadId } from '../../api/upload/identifier';
import {
  accepted,
  documentRule,
  type FileObjection,
  mediaRule,
  mediaType,
  objection,
} from '../../api/upload/limits';
import { UploadProgress } from '../../forms/UploadProgress';
import { isBusy, useUpload } from '../../forms/useUpload';
import { useTranslation } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { megabytes } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';

/** Which of an outcome's two files. */
export type Place = 'document' | 'media';

interface Props {
  outcome: Outcome;
  place: Place;
  file: StoredFile;
}

/** Puts another file in the place of one that waits for certification or has it. */
export function ReplaceFile(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-md" variant="subtle" onClick={() => setOpen(true)}>
        {t('outcomes:replace.button')}
        <span className="seen-by-readers">{props.file.name}</span>
      </Button>
      {open && (
        <Dialog title={t('outcomes:replace.title', { name: props.file.name })} onClose={() => setOpen(false)}>
          <Replacement {...props} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

/** A file that was chosen, and whether its bytes are those that were certified. */
interface Chosen {
  file: File;
  same: boolean;
}

function Replacement({ outcome, place, file, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const { upload, state } = useUpload(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [refused, setRefused] = useState<FileObjection | null>(null);
  const rule = place === 'document' ? documentRule : mediaRule;
  const replace = useReplacement(outcome, place, onDone);

  const choose = async (next: File | undefined) => {
    if (next === undefined) return;
    const why = objection(next, rule, null);
    setRefused(why);
    setChosen(null);
    if (why !== null) return;
    const sha256 = await hashInWorker(next, new AbortController().signal);
    setChosen({ file: next, same: sha256 === file.sha256 });
  };

  const send = async (next: File) => {
    const type = mediaType(next.name, rule) ?? '';
    await upload.start({ file: next, mediaType: type, purpose: 'learning_outcome', uploadId: newUploadId() });
    const ended = upload.state();
    if (ended.step === 'stored') replace.mutate(ended.fileId);
  };

  const selected = outcome.selected_in != null;
  const barred = chosen !== null && !chosen.same && selected;
  const busy = isBusy(state) || replace.isPending;
  return (
    <div className="stack">
      <p>{t('outcomes:replace.rule')}</p>
      <div>
        <Button variant="default" disabled={busy} onClick={() => chooser.current?.click()}>
          {t('files:upload.choose')}
        </Button>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t('outcomes:replace.button')}
        accept={accepted(rule)}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {refused !== null && (
        <p className="wrong" role="alert">
          {t(`files:objection.${refused}`, { name: '', max: megabytes(rule.maxBytes), free: '' })}
        </p>
      )}
      {chosen !== null && (
        <Notice
          tone={chosen.same ? 'ok' : 'warn'}
          title={t(chosen.same ? 'outcomes:replace.same' : 'outcomes:replace.other', {
            name: chosen.file.name,
          })}
          urgent
        >
          <p>
            {t(
              barred
                ? 'outcomes:replace.selected'
                : chosen.same
                  ? 'outcomes:replace.keeps'
                  : `outcomes:replace.loses.${outcome.state}`,
            )}
          </p>
        </Notice>
      )}
      <UploadProgress
        state={state}
        onCancel={() => upload.cancel()}
        onRetry={() => void upload.retry()}
        onOther={() => upload.cancel()}
      />
      {replace.error !== null && <ProblemNotice error={replace.error} />}
      {chosen !== null && !barred && (
        <div>
          <Button loading={busy} onClick={() => void send(chosen.file)}>
            {t('outcomes:replace.go')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Names the new file in the place of the old one; everything else stays as it is. */
function useReplacement(outcome: Outcome, place: Place, onDone: () => void) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fileId: string) => {
      const { title, description, document_file_id, media_file_id, version } = outcome;
      const files = { document_file_id, media_file_id, [`${place}_file_id`]: fileId };
      return answer(
        api.PUT('/api/students/{student}/learning-outcomes/{outcome}', {
          params: { path: { student, outcome: outcome.id } },
          body: { title, description, ...files, version },
        }),
      );
    },
    onSuccess: async ({ state }) => {
      await queries.invalidateQueries({ queryKey: studentKey(student) });
      await queries.invalidateQueries({ queryKey: ['account'] });
      say(t(state === outcome.state ? 'outcomes:replace.kept' : 'outcomes:replace.toDraft'));
      onDone();
    },
  });
}

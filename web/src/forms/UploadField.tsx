import { Button } from '@mantine/core';
import { IconCamera, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  accepted,
  type FileObjection,
  type FileRule,
  mediaType,
  objection,
  typeNames,
} from '../api/upload/limits';
import type { Purpose, StoredFile } from '../api/types';
import { paths } from '../paths';
import { FileLine } from '../ui/FileLine';
import { fileSize, megabytes } from '../ui/format';
import { TextLink } from '../ui/links';
import classes from './UploadField.module.css';
import { UploadProgress } from './UploadProgress';
import { isBusy, useUpload } from './useUpload';

interface Props {
  label: string;
  rule: FileRule;
  purpose: Purpose;
  /** The file that the item has already. */
  current?: StoredFile | null;
  /** Free space of the quota, to say before the upload what will not fit; `null` if it does not count. */
  freeBytes: number | null;
  /** The stored file, or `null` for none. */
  onChange: (fileId: string | null) => void;
  onBusy?: (busy: boolean) => void;
}

/** A place for one file: choose, drop or photograph; progress, cancel, retry. */
export function UploadField({ label, rule, purpose, current, freeBytes, onChange, onBusy }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { upload, state } = useUpload();
  const [kept, setKept] = useState(current ?? null);
  const [refused, setRefused] = useState<{ name: string; why: FileObjection } | null>(null);
  const [over, setOver] = useState(false);
  const busy = isBusy(state);

  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const why = objection(file, rule, freeBytes);
    const type = mediaType(file.name, rule);
    setRefused(why === null ? null : { name: file.name, why });
    if (why !== null || type === null) return;
    setKept(null);
    onChange(null);
    await upload.start({ file, mediaType: type, purpose });
    settle();
  };

  const retry = async () => {
    await upload.retry();
    settle();
  };

  const settle = () => {
    const ended = upload.state();
    if (ended.step === 'stored') onChange(ended.fileId);
  };

  const remove = () => {
    upload.cancel();
    setKept(null);
    onChange(null);
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };

  const empty = state.step === 'empty' && kept === null;
  const photographs = 'jpg' in rule.types;
  return (
    <div
      role="group"
      aria-labelledby={id}
      className={over ? `${classes.field} ${classes.over}` : classes.field}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span id={id} className={classes.label}>
        {label}
      </span>
      {empty && (
        <>
          <span className="dimmed small">
            {t('files:upload.hint', {
              types: typeNames(rule),
              max: megabytes(rule.maxBytes),
            })}
          </span>
          <div className="row">
            <Button
              variant="default"
              leftSection={<IconUpload size={18} aria-hidden />}
              onClick={() => chooser.current?.click()}
            >
              {t('files:upload.choose')}
              <span className="seen-by-readers">{label}</span>
            </Button>
            {photographs && (
              <Button
                variant="subtle"
                leftSection={<IconCamera size={18} aria-hidden />}
                onClick={() => camera.current?.click()}
              >
                {t('files:upload.photograph')}
              </Button>
            )}
            <span className="dimmed small">{t('files:upload.orDrop')}</span>
          </div>
        </>
      )}
      {kept !== null && <FileLine file={kept} />}
      <UploadProgress state={state} onCancel={remove} onRetry={() => void retry()} />
      {kept !== null && (
        <div className="row">
          <Button variant="default" size="compact-md" onClick={() => chooser.current?.click()}>
            {t('files:upload.replace')}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={remove}>
            {t('files:upload.remove')}
          </Button>
        </div>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={label}
        accept={accepted(rule)}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {photographs && (
        <input
          ref={camera}
          type="file"
          hidden
          aria-label={t('files:upload.photograph')}
          accept="image/jpeg,image/png"
          capture="environment"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      )}
      {refused !== null && (
        <p className={classes.wrong} role="alert">
          {t(`files:objection.${refused.why}`, {
            name: refused.name,
            max: megabytes(rule.maxBytes),
            free: fileSize(freeBytes ?? 0),
          })}{' '}
          {refused.why === 'no_space' && <TextLink to={paths.files}>{t('files:upload.whatUses')}</TextLink>}
        </p>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconCamera, IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { accepted, typeNames } from '../api/upload/limits';
import { useTranslation } from '../i18n';
import { paths } from '../paths';
import { FileLine } from '../ui/FileLine';
import { fileSize, megabytes } from '../ui/format';
import { TextLink } from '../ui/links';
import { useFormat } from '../ui/useFormat';
import classes from './UploadField.module.css';
import { UploadProgress } from './UploadProgress';
import { type FileField, useFileField } from './useFileField';

type Props = FileField & { label: string };

/** A place for one file: choose, drop or photograph; progress, cancel, retry. */
export function UploadField({ label, ...field }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { state, present, refused, take, retry, remove } = useFileField(field);
  const { rule, freeBytes } = field;
  const [over, setOver] = useState(false);

  useStayOnDrop();

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    void take(event.currentTarget.files?.[0]);
    // The same file can be chosen again.
    event.currentTarget.value = '';
  };

  const empty = state.step === 'empty' && present === null;
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
            {t('files:upload.hint', { types: format.list(typeNames(rule)), max: megabytes(rule.maxBytes) })}
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
            <span className={`dimmed small ${classes.drop}`}>{t('files:upload.orDrop')}</span>
          </div>
        </>
      )}
      {present !== null && <FileLine file={present} />}
      <UploadProgress
        state={state}
        onCancel={remove}
        onRetry={() => void retry()}
        onOther={() => chooser.current?.click()}
      />
      {present !== null && (
        <div className="row">
          <Button variant="default" size="compact-md" onClick={() => chooser.current?.click()}>
            {t('files:upload.replace')}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={remove}>
            {t('files:upload.remove')}
          </Button>
        </div>
      )}
      <input ref={chooser} type="file" hidden aria-label={label} accept={accepted(rule)} onChange={chosen} />
      {photographs && (
        <input
          ref={camera}
          type="file"
          hidden
          aria-label={t('files:upload.photograph')}
          accept="image/jpeg,image/png"
          capture="environment"
          onChange={chosen}
        />
      )}
      {refused !== null && (
        <p className="wrong" role="alert">
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

/** A file that is dropped beside the field is not opened in place of the form. */
function useStayOnDrop(): void {
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
}

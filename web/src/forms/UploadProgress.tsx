import { Button, Progress } from '@mantine/core';
import type { UploadState } from '../api/upload/upload';
import { useTranslation } from '../i18n';
import { paths } from '../paths';
import { fileSize } from '../ui/format';
import { TextLink } from '../ui/links';
import { Notice } from '../ui/Notice';
import { isBusy } from './useUpload';

interface Props {
  state: UploadState;
  onCancel: () => void;
  onRetry: () => void;
  /** Takes another file in the place of one that failed. */
  onOther: () => void;
}

/** Where an upload stands, and what can be done about it. */
export function UploadProgress({ state, onCancel, onRetry, onOther }: Props) {
  const { t } = useTranslation();
  if (state.step === 'empty') return null;
  if (state.step === 'failed') {
    return (
      <Notice tone="bad" title={t('files:upload.failed', { name: state.name })} urgent>
        <p>{state.problem.message}</p>
        {state.problem.problem.free_bytes !== undefined && (
          <p>
            {t('files:upload.free', { free: fileSize(state.problem.problem.free_bytes) })}{' '}
            <TextLink to={paths.files}>{t('files:upload.whatUses')}</TextLink>
          </p>
        )}
        <div className="row">
          {state.again && (
            <Button size="compact-md" onClick={onRetry}>
              {t('files:upload.retry')}
            </Button>
          )}
          <Button size="compact-md" variant="default" onClick={onOther}>
            {t('files:upload.other')}
          </Button>
        </div>
      </Notice>
    );
  }
  if (state.step === 'stored') {
    return (
      <div className="row spread" role="status">
        <span>
          ✓ {t('files:upload.stored', { name: state.name })}{' '}
          <span className="dimmed small">{fileSize(state.size)}</span>
        </span>
        <Button size="compact-md" variant="subtle" onClick={onCancel}>
          {t('files:upload.remove')}
        </Button>
      </div>
    );
  }
  const sent =
    state.step === 'sending' ? Math.round(state.sent * 100) : state.step === 'confirming' ? 100 : 0;
  return (
    <div>
      <div className="row spread">
        <span className="small">
          {state.name}{' '}
          <span className="dimmed">{t(`files:upload.step.${state.step}`, { percent: sent })}</span>
        </span>
        {isBusy(state) && (
          <Button size="compact-md" variant="subtle" onClick={onCancel}>
            {t('files:upload.cancel')}
          </Button>
        )}
      </div>
      <Progress value={sent} aria-label={t('files:upload.progress', { name: state.name })} />
    </div>
  );
}

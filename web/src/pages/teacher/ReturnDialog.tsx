import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { Dialog } from '../../ui/Dialog';

/** The most characters of a reason. */
const REASON_CHARACTERS = 500;

const phrases = ['subject', 'unreadable', 'incomplete'] as const;

/** Why an outcome goes back: the student needs the reason to do better. */
export function ReturnDialog({
  onClose,
  onReturn,
}: {
  onClose: () => void;
  onReturn: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const missing = reason.trim() === '' ? t('certifications:reasonNeeded') : null;
  return (
    <Dialog title={t('certifications:returnTitle')} onClose={onClose}>
      <div className="stack">
        <div className="row">
          {phrases.map((phrase) => (
            <Button
              key={phrase}
              size="compact-md"
              variant="default"
              onClick={() => setReason(t(`certifications:phrase.${phrase}`))}
            >
              {t(`certifications:phrase.${phrase}`)}
            </Button>
          ))}
        </div>
        <Textarea
          label={t('certifications:reason')}
          description={t('certifications:reasonHint')}
          rows={4}
          maxLength={REASON_CHARACTERS}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ReasonedButton reason={missing} onClick={() => onReturn(reason.trim())}>
          {t('certifications:returnIt')}
        </ReasonedButton>
      </div>
    </Dialog>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { useTranslation } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import classes from './ReturnDialog.module.css';
import { usePhrases } from './usePhrases';

/** The most characters of a reason. */
const REASON_CHARACTERS = 500;

/** The most characters of a reason that is kept. */
const PHRASE_CHARACTERS = 100;

const common = ['subject', 'unreadable', 'incomplete'] as const;

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
  const { phrases, keep, drop } = usePhrases();
  const written = reason.trim();
  const missing = written === '' ? t('certifications:reasonNeeded') : null;
  const keepable = written !== '' && [...written].length <= PHRASE_CHARACTERS && !phrases.includes(written);
  return (
    <Dialog title={t('certifications:returnTitle')} onClose={onClose}>
      <div className="stack">
        <ul className={classes.phrases} aria-label={t('certifications:phrases')}>
          {common.map((phrase) => (
            <li key={phrase}>
              <Phrase text={t(`certifications:phrase.${phrase}`)} onChoose={setReason} />
            </li>
          ))}
          {phrases.map((phrase) => (
            <li key={phrase}>
              <Phrase text={phrase} onChoose={setReason} />
              <Button size="compact-md" variant="subtle" onClick={() => drop(phrase)}>
                {t('common:delete')}
                <span className="seen-by-readers">{phrase}</span>
              </Button>
            </li>
          ))}
        </ul>
        <Textarea
          label={t('certifications:reason')}
          description={t('certifications:reasonHint')}
          rows={4}
          maxLength={REASON_CHARACTERS}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <ReasonedButton reason={missing} onClick={() => onReturn(written)}>
            {t('certifications:returnIt')}
          </ReasonedButton>
          {keepable && (
            <Button variant="subtle" onClick={() => keep(written)}>
              {t('certifications:keepPhrase')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

const Phrase = ({ text, onChoose }: { text: string; onChoose: (text: string) => void }) => (
  <button type="button" className={classes.phrase} onClick={() => onChoose(text)}>
    {text}
  </button>
);

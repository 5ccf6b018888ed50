import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FileLine } from '../../ui/FileLine';
import { FilePreview } from '../../ui/FilePreview';
import { later } from '../../ui/later';
import { useFormat } from '../../ui/useFormat';
import classes from './CertificationsPage.module.css';
import type { Decisions } from './useDecisions';

const ReturnDialog = later(() => import('./ReturnDialog').then((part) => part.ReturnDialog));

/** Single-key shortcuts can be turned off: speech input and unsteady hands set them off. */
const KEYS_OFF = 'portfolio.certification-keys-off';

interface Props {
  outcome: Outcome;
  decisions: Decisions;
  /** Goes on to the next, or back to the one before. */
  onGo: (by: 1 | -1) => void;
}

/** One outcome: the work on the left, who and what on the right, and the decision. */
export function Examination({ outcome, decisions, onGo }: Props) {
  const { t } = useTranslation();
  const [returning, setReturning] = useState(false);
  const certify = () => decisions.decide({ outcomes: [outcome], decision: 'certified' });
  const undo = () => decisions.withdraw(decisions.made.slice(0, 1));
  const next = () => onGo(1);
  const [keys, setKeys] = useState(() => localStorage.getItem(KEYS_OFF) === null);
  useKeys(
    { c: certify, r: () => setReturning(true), n: next, p: () => onGo(-1), u: undo },
    keys && !returning && !decisions.deciding,
  );

  return (
    <div className={classes.panes}>
      <Card title={outcome.title}>
        <div className="stack">
          {[outcome.document, outcome.media]
            .filter((file) => file != null)
            .map((file) => (
              <div key={file.file_id} className="stack">
                <FileLine file={file} own={false} shown />
                <FilePreview file={file} />
              </div>
            ))}
        </div>
      </Card>
      <Card title={t('certifications:facts')}>
        <div className="stack">
          <OutcomeFacts outcome={outcome} />
          <p className="dimmed small">{t('certifications:noGrading')}</p>
          <div className="row">
            <Button onClick={certify} loading={decisions.deciding}>
              {t('certifications:certify')}
            </Button>
            <Button variant="default" onClick={() => setReturning(true)} disabled={decisions.deciding}>
              {t('certifications:return')}
            </Button>
            <Button variant="subtle" onClick={next}>
              {t('certifications:next')}
            </Button>
          </div>
          <Checkbox
            checked={keys}
            label={
              <span className={classes.keys}>
                {t('certifications:keys')} <kbd>C</kbd> {t('certifications:certify')} <kbd>R</kbd>{' '}
                {t('certifications:return')} <kbd>N</kbd> {t('certifications:next')} <kbd>P</kbd>{' '}
                {t('certifications:before')} <kbd>U</kbd> {t('common:undo')}
              </span>
            }
            onChange={(event) => {
              const on = event.currentTarget.checked;
              setKeys(on);
              if (on) localStorage.removeItem(KEYS_OFF);
              else localStorage.setItem(KEYS_OFF, '1');
            }}
          />
        </div>
      </Card>
      {returning && (
        <ReturnDialog
          onClose={() => setReturning(false)}
          onReturn={(reason) => {
            setReturning(false);
            decisions.decide({ outcomes: [outcome], decision: 'returned', reason });
          }}
        />
      )}
    </div>
  );
}

function OutcomeFacts({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { student } = outcome;
  const earlier = outcome.attempts.filter(({ reason }) => reason).map(({ reason }) => reason);
  const reasons = <span className="written">{earlier.join('\n')}</span>;
  return (
    <Facts
      facts={[
        [t('certifications:field.student'), student ? t('certifications:student', { ...student }) : '—'],
        [t('certifications:field.course'), outcome.course_name],
        [t('certifications:field.semester'), format.semester(outcome.semester)],
        [t('certifications:field.description'), outcome.description],
        [
          t('certifications:field.requested'),
          outcome.requested_at ? format.moment(outcome.requested_at) : '—',
        ],
        ...(earlier.length > 0 ? [[t('certifications:field.earlier'), reasons] as [string, ReactNode]] : []),
      ]}
    />
  );
}

/** Single keys for the whole page, except while somebody types. */
function useKeys(actions: Record<string, () => void>, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      actions[event.key.toLowerCase()]?.();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

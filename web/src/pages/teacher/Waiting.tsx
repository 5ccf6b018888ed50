import { Button, Checkbox, Progress } from '@mantine/core';
import { useState } from 'react';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import classes from './CertificationsPage.module.css';
import type { Decisions } from './useDecisions';

interface Props {
  items: readonly Outcome[];
  current: Outcome;
  decisions: Decisions;
  onChoose: (id: string) => void;
}

/** What waits: one is examined, or several are certified together. */
export function Waiting({ items, current, decisions, onChoose }: Props) {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.filter(({ id }) => ticked.has(id));
  const all = chosen.length === items.length;
  const tick = (id: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));
  return (
    <Card
      title={t('certifications:waiting', { count: items.length })}
      aside={
        <div className="row">
          <Checkbox
            label={t('certifications:all')}
            checked={all}
            indeterminate={chosen.length > 0 && !all}
            onChange={() => setTicked(all ? new Set() : new Set(items.map(({ id }) => id)))}
          />
          <Button
            disabled={chosen.length === 0}
            loading={decisions.deciding}
            onClick={() => decisions.decide({ outcomes: chosen, decision: 'certified' })}
          >
            {t('certifications:certifyMany', { count: chosen.length })}
          </Button>
        </div>
      }
    >
      {decisions.progress !== null && decisions.progress.of > 1 && (
        <Progress
          value={(100 * decisions.progress.done) / decisions.progress.of}
          aria-label={t('certifications:progress', decisions.progress)}
        />
      )}
      <ul className={classes.queue}>
        {items.map(({ id, title, course_name, student }) => (
          <li key={id}>
            <Checkbox
              aria-label={t('certifications:tick', { title })}
              checked={ticked.has(id)}
              onChange={(event) => tick(id, event.currentTarget.checked)}
            />
            <button
              type="button"
              className={classes.entry}
              aria-current={id === current.id ? 'true' : undefined}
              onClick={() => onChoose(id)}
            >
              <strong>{title}</strong>
              <span className="dimmed small">
                {student
                  ? t('certifications:ofStudent', {
                      student: t('certifications:student', { ...student }),
                      course: course_name,
                    })
                  : course_name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { OutcomeStateTag } from '../../ui/OutcomeStateTag';
import { useNow } from '../../ui/useNow';
import { type Decision, type Decisions, UNDO_MINUTES } from './useDecisions';

/** What was decided here just now, with the undo while it is possible. */
export function Decided({ decisions }: { decisions: Decisions }) {
  const { t } = useTranslation();
  const now = useNow();

  const left = (decision: Decision) =>
    Math.min(UNDO_MINUTES, Math.ceil(UNDO_MINUTES - (now - decision.at) / 60_000));
  const columns: Column<Decision>[] = [
    { key: 'title', header: t('certifications:field.title'), cell: ({ outcome }) => outcome.title },
    {
      key: 'student',
      header: t('certifications:field.student'),
      cell: ({ outcome }) => outcome.student && t('certifications:student', { ...outcome.student }),
    },
    {
      key: 'decision',
      header: t('certifications:field.decision'),
      cell: ({ decision }) => <OutcomeStateTag state={decision} />,
    },
    {
      key: 'undo',
      header: t('common:undo'),
      wide: true,
      cell: (decision) =>
        left(decision) > 0 ? (
          <Button size="compact-md" variant="default" onClick={() => decisions.withdraw([decision])}>
            {t('certifications:undo', { count: left(decision) })}
            <span className="seen-by-readers">{decision.outcome.title}</span>
          </Button>
        ) : (
          <span className="dimmed small">{t('certifications:tooLate')}</span>
        ),
    },
  ];
  return (
    <Card title={t('certifications:decided')}>
      <DataTable
        caption={t('certifications:decided')}
        columns={columns}
        rows={[...decisions.made]}
        rowKey={({ outcome, at }) => `${outcome.id} ${at}`}
      />
    </Card>
  );
}

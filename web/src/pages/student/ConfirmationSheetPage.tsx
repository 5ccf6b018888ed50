import { Button, Skeleton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { dashboardQuery, outcomesQuery, performancesQuery, selectionQuery } from '../../api/queries/student';
import type { Dashboard, Outcome, Performance, Selection } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { useKindTitle } from '../../ui/useKindTitle';
import classes from './ConfirmationSheetPage.module.css';
import { sentOf } from './sentOf';

/** The year's selection on paper, for the student and a parent to sign (勾選確認單). */
export default function ConfirmationSheetPage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const dashboard = useQuery(dashboardQuery(id));
  return (
    <Page
      title={t('selection:sheet.title')}
      actions={<Button onClick={() => window.print()}>{t('selection:sheet.print')}</Button>}
    >
      <div className="row unprinted">
        <TextLink to={paths.selectOutcomes}>{t('common:nav.selectOutcomes')}</TextLink>
        <TextLink to={paths.selectPerformances}>{t('common:nav.selectPerformances')}</TextLink>
      </div>
      <Loaded query={dashboard} height={640}>
        {(board) => <Sheet board={board} />}
      </Loaded>
    </Page>
  );
}

function Sheet({ board }: { board: Dashboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id } = useAccount();
  const { year } = board.selections;
  const [outcomes, performances, ofOutcomes, ofPerformances] = useQueries({
    queries: [
      outcomesQuery(id),
      performancesQuery(id),
      selectionQuery(id, year, 'learning_outcomes'),
      selectionQuery(id, year, 'diverse_performances'),
    ],
  });
  const error = [outcomes, performances, ofOutcomes, ofPerformances].find((query) => query.error)?.error;
  if (error) return <ProblemNotice error={error} />;
  if (!outcomes.data || !performances.data || !ofOutcomes.data || !ofPerformances.data)
    return <Skeleton height={640} radius="md" />;
  const { student } = board;
  return (
    <article className={classes.sheet}>
      <p>
        <strong>{student.school?.name}</strong> {format.year(year)}
      </p>
      <p>
        {t('selection:sheet.who', {
          name: student.name,
          class: student.class_name,
          seat: student.seat,
          number: student.number,
        })}
      </p>
      <Outcomes items={chosen(outcomes.data, ofOutcomes.data)} limit={ofOutcomes.data.limit} />
      <Performances
        items={chosen(performances.data, ofPerformances.data)}
        limit={ofPerformances.data.limit}
      />
      <p>{t('selection:sheet.statement')}</p>
      <div className={classes.signatures}>
        {(['student', 'parent'] as const).map((who) => (
          <div key={who}>
            <span>{t(`selection:sheet.sign.${who}`)}</span>
            <span>{t('selection:sheet.date')}</span>
          </div>
        ))}
      </div>
      <p className="dimmed small">
        {t('selection:sheet.printed', { at: format.moment(new Date().toISOString()) })}
      </p>
    </article>
  );
}

/** The selected items in the student's order. */
const chosen = <T extends { id: string }>(items: readonly T[], { ids }: Selection): T[] =>
  ids.flatMap((id) => items.find((item) => item.id === id) ?? []);

function Outcomes({ items, limit }: { items: Outcome[]; limit: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <List
      title={t('selection:sheet.outcomes', { count: items.length, limit })}
      rows={items.map((item) => ({
        id: item.id,
        title: item.title,
        of: t('common:ofCourse', { course: item.course_name, semester: format.semester(item.semester) }),
        files: sentOf(item),
      }))}
    />
  );
}

function Performances({ items, limit }: { items: Performance[]; limit: number }) {
  const { t } = useTranslation();
  const kindTitle = useKindTitle();
  return (
    <List
      title={t('selection:sheet.performances', { count: items.length, limit })}
      rows={items.map((item) => ({
        id: item.id,
        title: item.title,
        of: kindTitle(item.kind),
        files: sentOf(item),
      }))}
    />
  );
}

interface Row {
  id: string;
  title: string;
  of: string;
  files: string[];
}

function List({ title, rows }: { title: string; rows: Row[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="dimmed">{t('selection:nothing')}</p>}
      <ol>
        {rows.map(({ id, title: name, of, files }) => (
          <li key={id}>
            {name}
            <div className="small">{of}</div>
            <div className="dimmed small">{format.list(files)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { dashboardQuery, outcomesQuery, performancesQuery } from '../../api/queries/student';
import type { Dashboard, Outcome, Performance } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { Card } from '../../ui/Card';
import { Counts } from '../../ui/Counts';
import { type Column, DataTable } from '../../ui/DataTable';
import { Dots } from '../../ui/Dots';
import { FileLine } from '../../ui/FileLine';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { OutcomeStateTag } from '../../ui/OutcomeStateTag';
import { Page } from '../../ui/Page';
import { Semesters } from '../../ui/Semesters';
import { useFormat } from '../../ui/useFormat';
import { useKindTitle } from '../../ui/useKindTitle';

/** A student's portfolio as the teachers of the class see it. The look is remembered by the functions. */
export default function StudentPortfolioPage() {
  const { t } = useTranslation();
  const { class: name, student } = useParams(paths.studentPortfolio);
  const dashboard = useQuery(dashboardQuery(student));
  const who = dashboard.data?.student;
  return (
    <Page title={who ? t('classes:portfolioOf', { name: who.name }) : t('classes:portfolio')}>
      <TextLink to={paths.schoolClass} params={{ class: name }}>
        {t('classes:backToClass', { name })}
      </TextLink>
      <Loaded query={dashboard} height={420}>
        {(data) => <Overview data={data} />}
      </Loaded>
      {dashboard.data !== undefined && <Works student={student} />}
      {dashboard.data !== undefined && <Semesters {...dashboard.data} />}
    </Page>
  );
}

function Overview({ data }: { data: Dashboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outcomes, selections, student } = data;
  const states = ['certified', 'pending', 'returned', 'draft'] as const;
  return (
    <>
      <p className="dimmed">
        {t('dashboard:who', {
          school: student.school?.name ?? '',
          class: student.class_name,
          seat: student.seat,
          number: student.number,
        })}
      </p>
      <div className="cards">
        <Card title={t('dashboard:certification')}>
          <Counts counts={states.map((state) => [t(`common:outcomeState.${state}`), outcomes[state]])} />
        </Card>
        <Card title={t('dashboard:selections', { year: format.year(selections.year) })}>
          <div className="stack">
            <Dots name={t('common:nav.outcomes')} {...selections.learning_outcomes} />
            <Dots name={t('common:nav.performances')} {...selections.diverse_performances} />
          </div>
        </Card>
      </div>
    </>
  );
}

function Works({ student }: { student: string }) {
  const { t } = useTranslation();
  const outcomes = useQuery(outcomesQuery(student));
  const performances = useQuery(performancesQuery(student));
  const outcomeColumns = useOutcomeColumns();
  const performanceColumns = usePerformanceColumns();
  return (
    <>
      <Card title={t('common:nav.outcomes')}>
        <Loaded query={outcomes} height={240}>
          {(items) =>
            items.length === 0 ? (
              <p className="dimmed">{t('classes:noOutcomes')}</p>
            ) : (
              <DataTable
                caption={t('common:nav.outcomes')}
                columns={outcomeColumns}
                rows={items}
                rowKey={({ id }) => id}
              />
            )
          }
        </Loaded>
      </Card>
      <Card title={t('common:nav.performances')}>
        <Loaded query={performances} height={240}>
          {(items) =>
            items.length === 0 ? (
              <p className="dimmed">{t('classes:noPerformances')}</p>
            ) : (
              <DataTable
                caption={t('common:nav.performances')}
                columns={performanceColumns}
                rows={items}
                rowKey={({ id }) => id}
              />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

const Files = ({ item }: { item: Pick<Outcome, 'document' | 'media'> }) => (
  <>
    {item.document && <FileLine file={item.document} own={false} />}
    {item.media && <FileLine file={item.media} own={false} />}
  </>
);

function useOutcomeColumns(): Column<Outcome>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'title',
      header: t('outcomes:field.title'),
      cell: (item) => (
        <>
          {item.title}
          <div className="dimmed small">{item.description}</div>
        </>
      ),
    },
    {
      key: 'course',
      header: t('outcomes:field.course'),
      cell: (item) => (
        <>
          {item.course_name}
          <div className="dimmed small">{format.semester(item.semester)}</div>
        </>
      ),
    },
    {
      key: 'state',
      header: t('outcomes:field.state'),
      cell: (item) => <OutcomeStateTag state={item.state} />,
    },
    { key: 'files', header: t('outcomes:files'), wide: true, cell: (item) => <Files item={item} /> },
  ];
}

function usePerformanceColumns(): Column<Performance>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const kindTitle = useKindTitle();
  return [
    { key: 'title', header: t('performances:field.title'), cell: (item) => item.title },
    { key: 'kind', header: t('performances:field.kind'), cell: (item) => kindTitle(item.kind) },
    {
      key: 'year',
      tight: true,
      header: t('performances:field.year'),
      cell: (item) => format.year(item.year),
    },
    {
      key: 'files',
      header: t('performances:field.files'),
      wide: true,
      cell: (item) => <Files item={item} />,
    },
  ];
}

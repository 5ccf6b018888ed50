import { useQuery } from '@tanstack/react-query';
import { dashboardQuery } from '../../api/queries/student';
import type { Dashboard, Window } from '../../api/types';
import { useTranslation } from '../../i18n';
import { type PlainPath, paths } from '../../paths';
import { Card } from '../../ui/Card';
import { Counts } from '../../ui/Counts';
import { Dots } from '../../ui/Dots';
import { ButtonLink, TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { NoticeList } from '../../ui/NoticeList';
import { Page } from '../../ui/Page';
import { QuotaGauge } from '../../ui/QuotaGauge';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { WindowNotice } from '../../ui/WindowNotice';
import classes from './DashboardPage.module.css';
import { Semesters } from '../../ui/Semesters';

/** The page that does what an open window asks for. */
const windowPath: Record<string, PlainPath> = {
  outcome_upload: paths.newOutcome,
  outcome_selection: paths.selectOutcomes,
  performance_selection: paths.selectPerformances,
};

export default function DashboardPage() {
  const { t } = useTranslation();
  const { id, display_name } = useAccount();
  const dashboard = useQuery(dashboardQuery(id));
  return (
    <Page title={t('dashboard:hello', { name: display_name })}>
      <Loaded query={dashboard} height={640}>
        {(data) => <Board data={data} />}
      </Loaded>
    </Page>
  );
}

function Board({ data }: { data: Dashboard }) {
  const { t } = useTranslation();
  const { student } = data;
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
      <Windows windows={data.windows} />
      <div className="cards">
        <Card
          title={t('common:quota.title')}
          aside={<TextLink to={paths.files}>{t('dashboard:whatUses')}</TextLink>}
        >
          <QuotaGauge quota={data.quota} />
        </Card>
        <Certification outcomes={data.outcomes} />
        <Selections selections={data.selections} />
        <Card title={t('dashboard:messages')}>
          {data.notices.length === 0 ? (
            <p className="dimmed">{t('dashboard:noMessages')}</p>
          ) : (
            <NoticeList notices={data.notices} />
          )}
        </Card>
      </div>
      <Semesters grades={data.grades} conduct={data.conduct} attendance={data.attendance} />
    </>
  );
}

/** Open ones first, and among them and the others those that change first. */
const byUrgency = (a: Window, b: Window) =>
  Number(b.open) - Number(a.open) ||
  (a.open ? a.closes_at.localeCompare(b.closes_at) : b.opens_at.localeCompare(a.opens_at));

function Windows({ windows }: { windows: Window[] }) {
  const { t } = useTranslation();
  if (windows.length === 0) return <WindowNotice window={null} />;
  return (
    <div className={classes.windows}>
      {[...windows].sort(byUrgency).map((window) => (
        <WindowNotice key={`${window.kind} ${window.period}`} window={window}>
          <ButtonLink size="compact-md" to={windowPath[window.kind] ?? paths.dashboard}>
            {t(`dashboard:act.${window.kind}`)}
          </ButtonLink>
        </WindowNotice>
      ))}
    </div>
  );
}

function Certification({ outcomes }: { outcomes: Dashboard['outcomes'] }) {
  const { t } = useTranslation();
  const waiting = outcomes.draft + outcomes.pending + outcomes.returned;
  const states = ['certified', 'pending', 'returned', 'draft'] as const;
  return (
    <Card
      title={t('dashboard:certification')}
      aside={<TextLink to={paths.outcomes}>{t('dashboard:seeOutcomes')}</TextLink>}
    >
      <p className={classes.lead}>{t('dashboard:uncertified', { count: waiting })}</p>
      <Counts counts={states.map((state) => [t(`common:outcomeState.${state}`), outcomes[state]])} />
    </Card>
  );
}

function Selections({ selections }: { selections: Dashboard['selections'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { year, learning_outcomes, diverse_performances } = selections;
  return (
    <Card title={t('dashboard:selections', { year: format.year(year) })}>
      <div className="stack">
        <Dots name={t('common:nav.outcomes')} {...learning_outcomes} />
        <Dots name={t('common:nav.performances')} {...diverse_performances} />
        {(learning_outcomes.locked || diverse_performances.locked) && (
          <p className="dimmed small">{t('dashboard:locked')}</p>
        )}
        <div className="row">
          <TextLink to={paths.selectOutcomes}>{t('common:nav.selectOutcomes')}</TextLink>
          <TextLink to={paths.selectPerformances}>{t('common:nav.selectPerformances')}</TextLink>
        </div>
      </div>
    </Card>
  );
}

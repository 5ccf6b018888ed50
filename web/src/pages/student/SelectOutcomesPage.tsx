import { useQuery } from '@tanstack/react-query';
import { dashboardQuery, outcomesQuery } from '../../api/queries/student';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { EmptyState } from '../../ui/EmptyState';
import { semesterParts } from '../../ui/format';
import { ButtonLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { sentOf } from './sentOf';
import { SelectionList } from './SelectionList';

export default function SelectOutcomesPage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const dashboard = useQuery(dashboardQuery(id));
  const outcomes = useQuery(outcomesQuery(id));
  return (
    <Page title={t('selection:outcomes')}>
      <p className="dimmed">{t('selection:outcomesIntro')}</p>
      <Loaded query={dashboard} height={560}>
        {({ selections }) => (
          <Loaded query={outcomes} height={560}>
            {(items) => <Select year={selections.year} outcomes={items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Select({ year, outcomes }: { year: number; outcomes: Outcome[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const candidates = outcomes
    .filter(({ semester }) => semesterParts(semester).year === year)
    .map((outcome) => ({
      id: outcome.id,
      title: outcome.title,
      sends: sentOf(outcome),
      details: t('common:ofCourse', {
        course: outcome.course_name,
        semester: format.semester(outcome.semester),
      }),
      barred: outcome.state === 'certified' ? null : t(`selection:why.${outcome.state}`),
    }));
  return (
    <SelectionList
      roster="learning_outcomes"
      year={year}
      name={t('common:nav.outcomes')}
      candidates={candidates}
      empty={
        <EmptyState
          title={t('selection:noOutcomes')}
          action={<ButtonLink to={paths.newOutcome}>{t('selection:upload')}</ButtonLink>}
        />
      }
    />
  );
}

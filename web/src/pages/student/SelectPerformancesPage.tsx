import { useQuery } from '@tanstack/react-query';
import { dashboardQuery, performancesQuery } from '../../api/queries/student';
import type { Performance } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { EmptyState } from '../../ui/EmptyState';
import { ButtonLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { sentOf } from './sentOf';
import { SelectionList } from './SelectionList';
import { useKindTitle } from '../../ui/useKindTitle';

export default function SelectPerformancesPage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const dashboard = useQuery(dashboardQuery(id));
  const performances = useQuery(performancesQuery(id));
  return (
    <Page title={t('selection:performances')}>
      <p className="dimmed">{t('selection:performancesIntro')}</p>
      <Loaded query={dashboard} height={560}>
        {({ selections }) => (
          <Loaded query={performances} height={560}>
            {(items) => <Select year={selections.year} performances={items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Select({ year, performances }: { year: number; performances: Performance[] }) {
  const { t } = useTranslation();
  const kindTitle = useKindTitle();
  const candidates = performances
    .filter((performance) => performance.year === year)
    .map((item) => ({
      id: item.id,
      title: item.title,
      details: kindTitle(item.kind),
      sends: sentOf(item),
      barred: null,
    }));
  return (
    <SelectionList
      roster="diverse_performances"
      year={year}
      name={t('common:nav.performances')}
      candidates={candidates}
      empty={
        <EmptyState
          title={t('selection:noPerformances')}
          action={<ButtonLink to={paths.newPerformance}>{t('selection:add')}</ButtonLink>}
        />
      }
    />
  );
}

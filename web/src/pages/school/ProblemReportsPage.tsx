import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemReportsQuery } from '../../api/queries/school';
import type { ProblemReport } from '../../api/types';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

export default function ProblemReportsPage() {
  const { t } = useTranslation();
  const reports = useQuery(problemReportsQuery(useSchool()));
  const columns = useColumns();
  return (
    <Page title={t('account:reports.title')}>
      <Loaded query={reports} height={320}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('account:reports.empty')} />
          ) : (
            <Card title={t('account:reports.count', { count: items.length })}>
              <DataTable
                caption={t('account:reports.title')}
                columns={columns}
                rows={items}
                rowKey={(report) => report.id}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<ProblemReport>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'text', header: t('account:report.text'), cell: (report) => report.text },
    {
      key: 'category',
      header: t('account:report.category'),
      cell: (report) => t(`account:report.categories.${report.category}`),
    },
    {
      key: 'reporter',
      header: t('account:reports.reporter'),
      cell: ({ reporter }) =>
        `${reporter.name}（${reporter.roles.map((role) => t(`common:role.${role}`)).join('、')}）`,
    },
    { key: 'page', header: t('account:report.page'), cell: (report) => report.page ?? '—' },
    { key: 'at', tight: true, header: t('account:reports.at'), cell: (report) => format.moment(report.at) },
  ];
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { problemReportsQuery } from '../../api/queries/school';
import type { ProblemReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { say } from '../../ui/say';
import { Tag } from '../../ui/Tag';
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
            <EmptyState title={t('account:reports.empty')} hint={t('account:reports.emptyHint')} />
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
    {
      key: 'text',
      header: t('account:report.text'),
      cell: (report) => <span className="written">{report.text}</span>,
    },
    {
      key: 'category',
      header: t('account:report.category'),
      cell: (report) => t(`account:report.categories.${report.category}`),
    },
    {
      key: 'reporter',
      header: t('account:reports.reporter'),
      cell: ({ reporter }) =>
        t('account:reports.by', {
          name: reporter.name,
          roles: format.list(reporter.roles.map((role) => t(`common:role.${role}`))),
        }),
    },
    {
      key: 'page',
      header: t('account:report.page'),
      cell: (report) => (report.page ? <code>{report.page}</code> : '—'),
    },
    { key: 'at', tight: true, header: t('account:reports.at'), cell: (report) => format.moment(report.at) },
    {
      key: 'state',
      header: t('account:reports.state'),
      cell: (report) => <State report={report} />,
    },
  ];
}

function State({ report }: { report: ProblemReport }) {
  const { t } = useTranslation();
  const school = useSchool();
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: (state: string) => {
      const params = { path: { school, report: report.id } };
      return answer(api.PUT('/api/schools/{school}/problem-reports/{report}', { params, body: { state } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: problemReportsQuery(school).queryKey }),
    onError: (error) => say(error.message, { tone: 'bad' }),
  });
  const settled = report.state === 'settled';
  return (
    <div className="row">
      <Tag tone={settled ? 'ok' : 'warn'}>
        {t(settled ? 'account:reports.settled' : 'account:reports.open')}
      </Tag>
      <Button
        size="compact-md"
        variant="default"
        loading={settle.isPending}
        onClick={() => settle.mutate(settled ? 'open' : 'settled')}
      >
        {t(settled ? 'account:reports.reopen' : 'account:reports.settle')}
      </Button>
    </div>
  );
}

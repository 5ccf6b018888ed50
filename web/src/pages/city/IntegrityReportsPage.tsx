import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { integrityReportsQuery } from '../../api/queries/integrity';
import type { IntegrityReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { fileSize } from '../../ui/format';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useFormat } from '../../ui/useFormat';
import { IntegrityTag } from './IntegrityTag';

/** 完整性報告列表: what the nights found. */
export default function IntegrityReportsPage() {
  const { t } = useTranslation();
  const reports = useInfiniteQuery(integrityReportsQuery());
  const columns = useColumns();
  return (
    <Page title={t('integrity:title')}>
      <p>{t('integrity:intro')}</p>
      <Loaded query={reports} height={480}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) return <EmptyState title={t('integrity:empty')} />;
          return (
            <Card title={t('integrity:title')}>
              <DataTable
                caption={t('integrity:title')}
                columns={columns}
                rows={rows}
                rowKey={(report) => report.date}
              />
              {reports.hasNextPage && (
                <Button
                  variant="default"
                  loading={reports.isFetchingNextPage}
                  onClick={() => void reports.fetchNextPage()}
                >
                  {t('integrity:older')}
                </Button>
              )}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<IntegrityReport>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'date',
      tight: true,
      header: t('integrity:date'),
      cell: ({ date }) => (
        <TextLink to={paths.integrityReport} params={{ date }}>
          {format.day(date)}
        </TextLink>
      ),
    },
    { key: 'result', header: t('integrity:result'), cell: (report) => <IntegrityTag report={report} /> },
    { key: 'files', header: t('integrity:files'), cell: ({ signed }) => signed?.files ?? '—' },
    {
      key: 'bytes',
      tight: true,
      header: t('integrity:bytes'),
      cell: ({ signed }) => (signed ? fileSize(signed.bytes) : '—'),
    },
    {
      key: 'acknowledged',
      header: t('integrity:acknowledgedBy'),
      cell: ({ acknowledgements }) => t('integrity:acknowledged', { count: acknowledgements.length }),
    },
  ];
}

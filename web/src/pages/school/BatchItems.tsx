import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { batchItemsQuery } from '../../api/queries/school';
import type { Batch, BatchItem } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { ItemResultTag } from '../../ui/ItemResultTag';
import { Loaded } from '../../ui/Loaded';
import { PageLoading } from '../../ui/PageStates';
import { useSchool } from '../../ui/useAccount';

const results = ['waiting', 'received', 'rejected', 'missing'] as const;

/** Every row of a batch and what became of it. */
export function BatchItems({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const items = useInfiniteQuery(batchItemsQuery(useSchool(), batch.id, batch.version));
  const [result, setResult] = useState('');
  const columns = useColumns();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = items;
  const sifting = result !== '' && hasNextPage;

  useEffect(() => {
    // Rows of one result are known when all rows are.
    if (sifting && !isFetchingNextPage) void fetchNextPage();
  }, [sifting, isFetchingNextPage, fetchNextPage]);

  const more = {
    total: batch.counts.items,
    fetching: isFetchingNextPage,
    fetch: () => void fetchNextPage(),
  };
  return (
    <Card
      title={t('submissions:items')}
      aside={
        <NativeSelect
          aria-label={t('submissions:item.filter')}
          value={result}
          onChange={(event) => setResult(event.currentTarget.value)}
          data={[
            { value: '', label: t('submissions:item.all') },
            ...results.map((value) => ({ value, label: t(`submissions:result.${value}`) })),
          ]}
        />
      }
    >
      <Loaded query={items} height={320}>
        {({ pages }) => {
          const rows = pages
            .flatMap((page) => page.items)
            .filter((row) => result === '' || row.result === result);
          if (sifting) return <PageLoading />;
          if (rows.length === 0) return <EmptyState title={t('submissions:item.none')} />;
          return (
            <DataTable
              caption={t('submissions:items')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.data_key}
              more={hasNextPage ? more : undefined}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}

function useColumns(): Column<BatchItem>[] {
  const { t } = useTranslation();
  return [
    { key: 'title', header: t('submissions:item.title'), cell: (row) => row.title },
    {
      key: 'student',
      header: t('submissions:item.student'),
      cell: (row) => t('submissions:student', { ...row.student }),
    },
    {
      key: 'key',
      tight: true,
      header: t('submissions:item.key'),
      cell: (row) => <code>{row.data_key}</code>,
    },
    {
      key: 'result',
      header: t('submissions:item.result'),
      cell: (row) => (
        <>
          <ItemResultTag result={row.result} /> {row.reason}
        </>
      ),
    },
  ];
}

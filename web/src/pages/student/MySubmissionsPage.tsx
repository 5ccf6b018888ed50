import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sentItemsQuery } from '../../api/queries/student';
import type { SentItem } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { ItemResultTag } from '../../ui/ItemResultTag';
import { ButtonLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

export default function MySubmissionsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, display_name, school } = useAccount();
  const items = useQuery(sentItemsQuery(id));
  const columns = useColumns();
  return (
    <Page
      title={t('submissions:mine.title')}
      actions={
        items.data !== undefined &&
        items.data.length > 0 && (
          <Button variant="default" onClick={() => window.print()}>
            {t('submissions:mine.print')}
          </Button>
        )
      }
    >
      <p className="printed">
        {t('submissions:mine.printed', {
          name: display_name,
          school: school?.name ?? '',
          at: format.moment(new Date().toISOString()),
        })}
      </p>
      <p className="dimmed">{t('submissions:mine.intro')}</p>
      <Loaded query={items} height={320}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              title={t('submissions:mine.empty')}
              hint={t('submissions:mine.emptyHint')}
              action={<ButtonLink to={paths.selectOutcomes}>{t('submissions:mine.toSelection')}</ButtonLink>}
            />
          ) : (
            <Card title={t('submissions:mine.count', { count: rows.length })}>
              <DataTable
                caption={t('submissions:mine.title')}
                columns={columns}
                rows={rows}
                rowKey={(row) => `${row.batch_id} ${row.data_key}`}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<SentItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'title', header: t('submissions:item.title'), cell: (row) => row.title },
    {
      key: 'roster',
      header: t('submissions:item.roster'),
      cell: (row) => t(`submissions:roster.${row.roster}`),
    },
    { key: 'year', tight: true, header: t('submissions:item.year'), cell: (row) => format.year(row.year) },
    {
      key: 'sent',
      tight: true,
      header: t('submissions:item.sent'),
      cell: (row) => (row.sent_at ? format.moment(row.sent_at) : '—'),
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
    { key: 'key', header: t('submissions:item.key'), cell: (row) => <code>{row.data_key}</code> },
  ];
}

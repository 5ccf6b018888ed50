import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { kindsQuery } from '../../api/queries/account';
import { performancesQuery, studentKey } from '../../api/queries/student';
import type { Performance } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { FileLine } from '../../ui/FileLine';
import { ButtonLink, TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { useDeferredDelete } from '../../ui/useDeferredDelete';
import { useFormat } from '../../ui/useFormat';
import { DraftNotice } from './DraftNotice';
import { useKindTitle } from '../../ui/useKindTitle';

export default function PerformancesPage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const performances = useQuery(performancesQuery(id));
  return (
    <Page
      title={t('performances:title')}
      actions={<ButtonLink to={paths.newPerformance}>{t('performances:new')}</ButtonLink>}
    >
      <p className="dimmed">{t('performances:intro')}</p>
      <DraftNotice area="performance" />
      <Loaded query={performances} height={420}>
        {(items) => <List items={items} />}
      </Loaded>
    </Page>
  );
}

function List({ items }: { items: Performance[] }) {
  const { t } = useTranslation();
  const kinds = useQuery(kindsQuery());
  const kindTitle = useKindTitle();
  const columns = useColumns();
  const { hidden } = useDeferredDelete();
  const [kind, setKind] = useState('');
  const shown = items.filter((item) => !hidden.has(item.id) && (kind === '' || item.kind === kind));

  if (items.length === 0) {
    return (
      <EmptyState
        title={t('performances:empty')}
        hint={t('performances:emptyHint')}
        action={<ButtonLink to={paths.newPerformance}>{t('performances:new')}</ButtonLink>}
      />
    );
  }
  return (
    <Card
      title={t('performances:count', { count: shown.length })}
      aside={
        <NativeSelect
          aria-label={t('performances:filter')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: t('performances:allKinds') },
            ...(kinds.data ?? []).map((item) => ({ value: item.kind, label: kindTitle(item.kind) })),
          ]}
        />
      }
    >
      <DataTable
        caption={t('performances:title')}
        columns={columns}
        rows={shown}
        rowKey={(item) => item.id}
      />
    </Card>
  );
}

function useColumns(): Column<Performance>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const kindTitle = useKindTitle();
  return [
    {
      key: 'title',
      header: t('performances:field.title'),
      cell: (item) => (
        <TextLink to={paths.editPerformance} params={{ performance: item.id }}>
          {item.title}
        </TextLink>
      ),
    },
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
    { key: 'actions', header: t('common:actions'), wide: true, cell: (item) => <Delete item={item} /> },
  ];
}

function Files({ item }: { item: Performance }) {
  const { t } = useTranslation();
  return (
    <div className="stack close">
      {item.document && <FileLine file={item.document} />}
      {item.media && <FileLine file={item.media} />}
      {item.external_url && (
        <a href={item.external_url} target="_blank" rel="noopener noreferrer">
          {t('performances:openLink')}
        </a>
      )}
    </div>
  );
}

function Delete({ item }: { item: Performance }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const queries = useQueryClient();
  const { remove } = useDeferredDelete();
  const drop = () =>
    remove({
      id: item.id,
      message: t('performances:deleted', { title: item.title }),
      run: async () => {
        const params = { path: { student, performance: item.id }, query: { version: item.version } };
        await answer(api.DELETE('/api/students/{student}/diverse-performances/{performance}', { params }));
        await queries.invalidateQueries({ queryKey: studentKey(student) });
      },
    });
  return (
    <Button size="compact-md" variant="subtle" color="bad" onClick={drop}>
      {t('common:delete')}
      <span className="seen-by-readers">{item.title}</span>
    </Button>
  );
}

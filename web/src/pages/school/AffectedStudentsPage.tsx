import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { affectedStudentsQuery } from '../../api/queries/integrity';
import type { AffectedStudent } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { toWallClock } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';
import { useNow } from '../../ui/useNow';

/** 受影響學生名單: whom a loss meets, for the school that tells them. */
export default function AffectedStudentsPage() {
  const { t } = useTranslation();
  const now = useNow();
  const [date, setDate] = useState(() => toWallClock(new Date(now).toISOString()).slice(0, 10));
  const students = useQuery(affectedStudentsQuery(date, useSchool()));
  const columns = useColumns();
  return (
    <Page title={t('integrity:affected.title')}>
      <p>{t('integrity:affected.intro')}</p>
      <TextInput
        type="date"
        className="short"
        label={t('integrity:date')}
        value={date}
        onChange={({ currentTarget }) => currentTarget.value && setDate(currentTarget.value)}
      />
      <Loaded query={students} height={320}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('integrity:affected.empty')} />
          ) : (
            <Card title={t('integrity:affected.count', { count: items.length })}>
              <DataTable
                caption={t('integrity:affected.title')}
                columns={columns}
                rows={items}
                rowKey={(student) => student.account}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<AffectedStudent>[] {
  const { t } = useTranslation();
  const column = (
    key: 'class_name' | 'seat' | 'number' | 'files' | 'recoverable' | 'items',
    header: string,
  ) => ({
    key,
    header,
    cell: (student: AffectedStudent) => student[key] ?? '—',
  });
  return [
    { key: 'name', header: t('integrity:affected.name'), cell: ({ name, account }) => name ?? account },
    column('class_name', t('integrity:affected.class')),
    column('seat', t('integrity:affected.seat')),
    column('number', t('integrity:affected.number')),
    column('files', t('integrity:affected.files')),
    column('recoverable', t('integrity:affected.recoverable')),
    column('items', t('integrity:affected.items')),
  ];
}

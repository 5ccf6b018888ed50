import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { dashboardQuery, outcomesQuery, studentKey } from '../../api/queries/student';
import type { Outcome } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { ButtonLink, TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { OutcomeStateTag } from '../../ui/OutcomeStateTag';
import { Page } from '../../ui/Page';
import { useAccount } from '../../ui/useAccount';
import { useDeferredDelete } from '../../ui/useDeferredDelete';
import { useFormat } from '../../ui/useFormat';
import { WindowNotice } from '../../ui/WindowNotice';
import { editable } from './outcomeRules';
import { DraftNotice } from './DraftNotice';
import { RequestButton } from './RequestButton';

export default function OutcomesPage() {
  const { t } = useTranslation();
  const { id } = useAccount();
  const outcomes = useQuery(outcomesQuery(id));
  const dashboard = useQuery(dashboardQuery(id));
  const uploads = dashboard.data?.windows.filter(({ kind }) => kind === 'outcome_upload') ?? [];
  return (
    <Page
      title={t('outcomes:title')}
      actions={<ButtonLink to={paths.newOutcome}>{t('outcomes:new')}</ButtonLink>}
    >
      {dashboard.data && <WindowNotice window={uploads.find(({ open }) => open) ?? uploads[0] ?? null} />}
      <DraftNotice area="outcome" />
      <Loaded query={outcomes} height={420}>
        {(items) => <List items={items} />}
      </Loaded>
    </Page>
  );
}

function List({ items }: { items: Outcome[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useColumns();
  const { hidden } = useDeferredDelete();
  const [semester, setSemester] = useState('');
  const semesters = [...new Set(items.map((item) => item.semester))].sort().reverse();
  const shown = items.filter(
    (item) => !hidden.has(item.id) && (semester === '' || item.semester === semester),
  );

  if (items.length === 0) {
    return (
      <EmptyState
        title={t('outcomes:empty')}
        hint={t('outcomes:emptyHint')}
        action={<ButtonLink to={paths.newOutcome}>{t('outcomes:new')}</ButtonLink>}
      />
    );
  }
  return (
    <Card
      title={t('outcomes:count', { count: shown.length })}
      aside={
        <NativeSelect
          aria-label={t('outcomes:filter')}
          value={semester}
          onChange={(event) => setSemester(event.currentTarget.value)}
          data={[
            { value: '', label: t('outcomes:allSemesters') },
            ...semesters.map((value) => ({ value, label: format.semester(value) })),
          ]}
        />
      }
    >
      <DataTable caption={t('outcomes:title')} columns={columns} rows={shown} rowKey={(item) => item.id} />
    </Card>
  );
}

function useColumns(): Column<Outcome>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'title',
      header: t('outcomes:field.title'),
      cell: (item) => (
        <TextLink to={paths.outcome} params={{ outcome: item.id }}>
          {item.title}
        </TextLink>
      ),
    },
    { key: 'course', header: t('outcomes:field.course'), cell: (item) => item.course_name },
    {
      key: 'semester',
      tight: true,
      header: t('outcomes:field.semester'),
      cell: (item) => format.semester(item.semester),
    },
    {
      key: 'state',
      header: t('outcomes:field.state'),
      cell: (item) => <OutcomeStateTag state={item.state} />,
    },
    {
      key: 'updated',
      tight: true,
      header: t('outcomes:field.updated'),
      cell: (item) => format.day(item.updated_at),
    },
    { key: 'actions', header: t('common:actions'), wide: true, cell: (item) => <Actions item={item} /> },
  ];
}

function Actions({ item }: { item: Outcome }) {
  const { t } = useTranslation();
  const { id: student } = useAccount();
  const queries = useQueryClient();
  const { remove } = useDeferredDelete();
  if (!editable(item.state)) return null;

  const drop = () =>
    remove({
      id: item.id,
      message: t('outcomes:deleted', { title: item.title }),
      run: async () => {
        const params = { path: { student, outcome: item.id }, query: { version: item.version } };
        await answer(api.DELETE('/api/students/{student}/learning-outcomes/{outcome}', { params }));
        await queries.invalidateQueries({ queryKey: studentKey(student) });
      },
    });
  return (
    <div className="row">
      <RequestButton outcome={item} size="compact-md" />
      <Button size="compact-md" variant="subtle" color="bad" onClick={drop}>
        {t('common:delete')}
        <span className="seen-by-readers">{item.title}</span>
      </Button>
    </div>
  );
}

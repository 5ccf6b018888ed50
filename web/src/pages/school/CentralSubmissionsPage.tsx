import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { batchesQuery } from '../../api/queries/school';
import type { Batch, Roster } from '../../api/types';
import { newUploadId } from '../../api/upload/identifier';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useNavigate } from '../../routing/useRouting';
import { BatchStateTag } from '../../ui/BatchStateTag';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useAccount, useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { useSchoolYears } from '../../ui/useSchoolYear';
import { submittedBy } from './rosters';

/** How many school years the form offers: this one and the two before. */
const YEARS = 3;

export default function CentralSubmissionsPage() {
  const { t } = useTranslation();
  const batches = useQuery(batchesQuery(useSchool()));
  const columns = useColumns();
  return (
    <Page title={t('submissions:title')}>
      <p className="dimmed">{t('submissions:intro')}</p>
      <Open />
      <Loaded query={batches} height={320}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('submissions:empty')} hint={t('submissions:emptyHint')} />
          ) : (
            <Card title={t('submissions:count', { count: items.length })}>
              <DataTable
                caption={t('submissions:title')}
                columns={columns}
                rows={[...items].sort((a, b) => b.created_at.localeCompare(a.created_at))}
                rowKey={(batch) => batch.id}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function Open() {
  const { t } = useTranslation();
  const format = useFormat();
  const school = useSchool();
  const { roles } = useAccount();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const rosters = submittedBy(roles);
  const years = useSchoolYears(YEARS);
  const [year, setYear] = useState(years[0] ?? 0);
  const [roster, setRoster] = useState<Roster>(rosters[0] ?? 'learning_outcomes');
  // One key an intention: a repeated click or a lost answer opens no second batch.
  const key = useRef(newUploadId());

  const open = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/schools/{school}/central-submissions', {
          params: { path: { school }, header: { 'Idempotency-Key': key.current } },
          body: { year, roster },
        }),
      ),
    onSuccess: async (batch) => {
      key.current = newUploadId();
      await queries.invalidateQueries({ queryKey: batchesQuery(school).queryKey });
      await navigate({ to: paths.centralSubmission, params: { batch: batch.id } });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <Card title={t('submissions:open.title')}>
      <form className="stack" onSubmit={submit}>
        {open.error && <ProblemNotice error={open.error} />}
        <div className="row">
          <NativeSelect
            label={t('submissions:open.year')}
            value={String(year)}
            onChange={(event) => setYear(Number(event.currentTarget.value))}
            data={years.map((value) => ({
              value: String(value),
              label: format.year(value),
            }))}
          />
          <NativeSelect
            label={t('submissions:open.roster')}
            value={roster}
            onChange={(event) => setRoster(event.currentTarget.value as Roster)}
            data={rosters.map((value) => ({ value, label: t(`submissions:roster.${value}`) }))}
          />
        </div>
        <div className="row">
          <Button type="submit" loading={open.isPending}>
            {t('submissions:open.submit')}
          </Button>
          <span className="dimmed small">{t('submissions:open.hint')}</span>
        </div>
      </form>
    </Card>
  );
}

function useColumns(): Column<Batch>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      header: t('submissions:field.batch'),
      cell: (batch) => (
        <TextLink to={paths.centralSubmission} params={{ batch: batch.id }}>
          {format.year(batch.year)} {t(`submissions:roster.${batch.roster}`)}
        </TextLink>
      ),
    },
    {
      key: 'state',
      header: t('submissions:field.state'),
      cell: (batch) => <BatchStateTag state={batch.state} />,
    },
    { key: 'items', header: t('submissions:field.items'), cell: (batch) => batch.counts.items },
    {
      key: 'created',
      tight: true,
      header: t('submissions:field.created'),
      cell: (batch) => format.moment(batch.created_at),
    },
    {
      key: 'sent',
      tight: true,
      header: t('submissions:field.sent'),
      cell: (batch) => (batch.sent_at ? format.moment(batch.sent_at) : '—'),
    },
  ];
}

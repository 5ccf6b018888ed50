import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { batchQuery } from '../../api/queries/school';
import type { Batch } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { useParams } from '../../routing/useRouting';
import { BatchStateTag } from '../../ui/BatchStateTag';
import { Card } from '../../ui/Card';
import { Counts } from '../../ui/Counts';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { fileSize } from '../../ui/format';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { saveFrom } from '../../ui/save';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { BatchItems } from './BatchItems';
import { BatchProgress } from './BatchProgress';
import classes from './CentralSubmissionPage.module.css';
import { Freeze } from './Freeze';
import { ImportReceipt } from './ImportReceipt';

/** How often a batch under way is looked at again. */
const POLL_MS = 2_000;

const underWay = (state: string | undefined) => state === 'frozen' || state === 'built';

export default function CentralSubmissionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { batch: id } = useParams(paths.centralSubmission);
  const batch = useQuery({
    ...batchQuery(useSchool(), id),
    refetchInterval: (query) => (underWay(query.state.data?.state) ? POLL_MS : false),
  });
  const title = batch.data
    ? t('submissions:one', {
        year: format.year(batch.data.year),
        roster: t(`submissions:roster.${batch.data.roster}`),
      })
    : t('submissions:title');
  return (
    <Page title={title}>
      <TextLink to={paths.centralSubmissions}>{t('submissions:back')}</TextLink>
      <Loaded query={batch} height={640}>
        {(data) => <Details batch={data} />}
      </Loaded>
    </Page>
  );
}

function Details({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { items, files, received, rejected, missing } = batch.counts;
  return (
    <>
      <Card title={t('submissions:progress')} aside={<BatchStateTag state={batch.state} />}>
        <div className="stack">
          <BatchProgress state={batch.state} />
          <Counts
            counts={[
              [t('submissions:counts.items'), items],
              [t('submissions:counts.files'), files],
              [t('submissions:counts.received'), received],
              [t('submissions:counts.rejected'), rejected],
              [t('submissions:counts.missing'), missing],
            ]}
          />
          <Moments batch={batch} />
        </div>
      </Card>
      {batch.state === 'open' && <Freeze batch={batch} />}
      {batch.files.length > 0 && <Containers batch={batch} />}
      {['sent', 'acknowledged', 'reconciled', 'discrepant'].includes(batch.state) && (
        <ImportReceipt batch={batch} />
      )}
      {batch.state !== 'open' && <BatchItems batch={batch} />}
    </>
  );
}

function Moments({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: [string, string | null | undefined][] = [
    [t('submissions:field.created'), format.moment(batch.created_at)],
    [t('submissions:field.frozen'), batch.frozen_at && format.moment(batch.frozen_at)],
    [t('submissions:field.sent'), batch.sent_at && format.moment(batch.sent_at)],
    [t('submissions:field.root'), batch.root],
  ];
  return (
    <Facts facts={facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))} />
  );
}

/** The name of a file of the package, which saves it. */
function Container({ batch, name }: { batch: Batch; name: string }) {
  const school = useSchool();
  const download = useMutation({
    mutationFn: () => {
      const params = { path: { school, batch: batch.id, name } };
      const path = '/api/schools/{school}/central-submissions/{batch}/files/{name}';
      return answer(api.GET(path, { params }));
    },
    onSuccess: ({ url }) => saveFrom(url, name),
  });
  return (
    <>
      <Button
        classNames={{ root: classes.file, label: classes.name }}
        variant="subtle"
        size="compact-md"
        leftSection={<IconDownload size={18} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {name}
      </Button>
      {download.error && <ProblemNotice error={download.error} />}
    </>
  );
}

/** What was delivered, by name, size and hash, to compare with what arrived. */
function Containers({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const columns: Column<Batch['files'][number]>[] = [
    {
      key: 'name',
      header: t('submissions:file.name'),
      cell: (file) => <Container batch={batch} {...file} />,
    },
    {
      key: 'size',
      tight: true,
      header: t('submissions:file.size'),
      cell: (file) => <span className="number">{fileSize(file.size)}</span>,
    },
    { key: 'sha256', header: 'SHA-256', wide: true, cell: (file) => <code>{file.sha256}</code> },
  ];
  return (
    <Card title={t('submissions:files')}>
      <DataTable
        caption={t('submissions:files')}
        columns={columns}
        rows={batch.files}
        rowKey={(file) => file.name}
      />
    </Card>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { accountQuery, filesQuery } from '../../api/queries/account';
import type { ListedFile } from '../../api/types';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { FileLine } from '../../ui/FileLine';
import { fileSize } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { QuotaGauge } from '../../ui/QuotaGauge';
import { say } from '../../ui/say';
import { Tag } from '../../ui/Tag';
import { useDeferredDelete } from '../../ui/useDeferredDelete';
import { useFormat } from '../../ui/useFormat';

export default function FilesPage() {
  const { t } = useTranslation();
  const account = useQuery(accountQuery());
  const files = useQuery(filesQuery());
  return (
    <Page title={t('files:title')}>
      <Card title={t('common:quota.title')}>
        <Loaded query={account} height={72}>
          {({ quota }) => <QuotaGauge quota={quota} />}
        </Loaded>
      </Card>
      <Loaded query={files} height={360}>
        {(items) => <List files={items} />}
      </Loaded>
    </Page>
  );
}

function List({ files }: { files: ListedFile[] }) {
  const { t } = useTranslation();
  const { hidden } = useDeferredDelete();
  const columns = useColumns();
  const shown = files.filter((file) => !hidden.has(file.file_id)).sort((a, b) => b.size - a.size);
  if (files.length === 0) return <EmptyState title={t('files:empty')} hint={t('files:emptyHint')} />;
  return (
    <Card title={t('files:count', { count: shown.length })}>
      <DataTable caption={t('files:title')} columns={columns} rows={shown} rowKey={(file) => file.file_id} />
    </Card>
  );
}

function useColumns(): Column<ListedFile>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', header: t('files:field.name'), cell: (file) => file.name },
    {
      key: 'size',
      tight: true,
      header: t('files:field.size'),
      cell: (file) => <span className="number">{fileSize(file.size)}</span>,
    },
    {
      key: 'purpose',
      header: t('files:field.purpose'),
      cell: (file) => t(`files:purpose.${file.purpose}`),
    },
    {
      key: 'use',
      header: t('files:field.use'),
      cell: (file) => (
        <Tag tone={file.used_by ? 'ok' : 'warn'}>{t(file.used_by ? 'files:used' : 'files:unused')}</Tag>
      ),
    },
    {
      key: 'accepted',
      tight: true,
      header: t('files:field.accepted'),
      cell: (file) => (file.accepted_at ? format.moment(file.accepted_at) : t('files:notYet')),
    },
    { key: 'actions', header: t('common:actions'), wide: true, cell: (file) => <Actions file={file} /> },
  ];
}

function Actions({ file }: { file: ListedFile }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { remove } = useDeferredDelete();
  const free = async () => {
    await answer(api.DELETE('/api/files/{file}', { params: { path: { file: file.file_id } } }));
    await queries.invalidateQueries({ queryKey: ['files'] });
    await queries.invalidateQueries({ queryKey: ['account'] });
  };
  const giveUp = useMutation({ mutationFn: free, onError: (error) => say(error.message, { tone: 'bad' }) });

  if (file.state !== 'stored') {
    return (
      <Button size="compact-md" variant="default" loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
        {t('files:giveUp')}
        <span className="seen-by-readers">{file.name}</span>
      </Button>
    );
  }
  const reason = file.held ? t('files:why.held') : file.used_by ? t('files:why.used') : null;
  return (
    <div className="row">
      <FileLine file={file} bare />
      <ReasonedButton
        size="compact-md"
        variant="subtle"
        color="bad"
        reason={reason}
        onClick={() =>
          remove({
            id: file.file_id,
            message: t('files:deleted', { name: file.name }),
            run: free,
          })
        }
      >
        {t('common:delete')}
        <span className="seen-by-readers">{file.name}</span>
      </ReasonedButton>
    </div>
  );
}

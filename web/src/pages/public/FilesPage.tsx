import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { accountQuery, filesQuery } from '../../api/queries/account';
import type { ListedFile } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import type { LinkProps } from '../../routing/Link';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyState } from '../../ui/EmptyState';
import { FileLine } from '../../ui/FileLine';
import { fileSize } from '../../ui/format';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { QuotaGauge } from '../../ui/QuotaGauge';
import { say } from '../../ui/say';
import { Tag } from '../../ui/Tag';
import { useDeferredDelete } from '../../ui/useDeferredDelete';
import { useFormat } from '../../ui/useFormat';

/** The element that says once why some files cannot be deleted. */
const WHY_KEPT = 'why-kept';

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
      {shown.some(isKept) && (
        <p id={WHY_KEPT} className="dimmed small">
          {t('files:kept')}
        </p>
      )}
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
      tight: true,
      header: t('files:field.purpose'),
      cell: (file) => <Purpose file={file} />,
    },
    {
      key: 'use',
      header: t('files:field.use'),
      cell: (file) => <Use file={file} />,
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

/** Whether it cannot be deleted: a submission holds it, or an item uses it. */
const isKept = ({ held, used_by }: ListedFile) => held || used_by !== null;

/** Where the item is that uses a file. */
function itemAt(id: string): LinkProps | null {
  if (id.startsWith('lo_')) return { to: paths.outcome, params: { outcome: id } };
  if (id.startsWith('dp_')) return { to: paths.editPerformance, params: { performance: id } };
  return null;
}

/** What it is for, and the way to the item that uses it. */
function Purpose({ file }: { file: ListedFile }) {
  const { t } = useTranslation();
  const purpose = t(`files:purpose.${file.purpose}`);
  const item = file.used_by && itemAt(file.used_by);
  if (!item) return purpose;
  return (
    <TextLink {...item}>
      {purpose}
      <span className="seen-by-readers">{file.name}</span>
    </TextLink>
  );
}

function Use({ file }: { file: ListedFile }) {
  const { t } = useTranslation();
  if (file.held) return <Tag tone="mute">{t('files:held')}</Tag>;
  return <Tag tone={file.used_by ? 'ok' : 'warn'}>{t(file.used_by ? 'files:used' : 'files:unused')}</Tag>;
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
  return (
    <FileLine file={file} bare>
      <Button
        size="compact-md"
        variant="subtle"
        color="bad"
        disabled={isKept(file)}
        aria-describedby={isKept(file) ? WHY_KEPT : undefined}
        onClick={() =>
          remove({ id: file.file_id, message: t('files:deleted', { name: file.name }), run: free })
        }
      >
        {t('common:delete')}
        <span className="seen-by-readers">{file.name}</span>
      </Button>
    </FileLine>
  );
}

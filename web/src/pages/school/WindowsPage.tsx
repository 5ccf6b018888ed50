import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { windowsQuery } from '../../api/queries/school';
import type { Window } from '../../api/types';
import { WindowForm } from '../../forms/WindowForm';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { Dialog } from '../../ui/Dialog';
import { EmptyState } from '../../ui/EmptyState';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Tag } from '../../ui/Tag';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { WindowHistory } from './WindowHistory';

export default function WindowsPage() {
  const { t } = useTranslation();
  const windows = useQuery(windowsQuery(useSchool()));
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('windows:title')}
      actions={<Button onClick={() => setAdding(true)}>{t('windows:add')}</Button>}
    >
      <p className="dimmed">{t('windows:intro')}</p>
      <Loaded query={windows} height={320}>
        {(items) => <List windows={items} />}
      </Loaded>
      {adding && (
        <Dialog title={t('windows:add')} onClose={() => setAdding(false)}>
          <WindowForm onSaved={() => setAdding(false)} />
        </Dialog>
      )}
    </Page>
  );
}

function List({ windows }: { windows: Window[] }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<Window | null>(null);
  const [history, setHistory] = useState<Window | null>(null);
  const columns = useColumns(setChanging, setHistory);
  const period = usePeriod();
  const name = (window: Window) =>
    t('windows:name', { kind: t(`common:window.kind.${window.kind}`), period: period(window) });
  if (windows.length === 0) return <EmptyState title={t('windows:empty')} hint={t('windows:emptyHint')} />;
  return (
    <Card title={t('windows:count', { count: windows.length })}>
      <DataTable
        caption={t('windows:title')}
        columns={columns}
        rows={windows}
        rowKey={({ kind, period }) => `${kind} ${period}`}
      />
      {changing !== null && (
        <Dialog title={t('windows:changeOf', { name: name(changing) })} onClose={() => setChanging(null)}>
          <WindowForm window={changing} onSaved={() => setChanging(null)} />
        </Dialog>
      )}
      {history !== null && (
        <WindowHistory window={history} name={name(history)} onClose={() => setHistory(null)} />
      )}
    </Card>
  );
}

/** The semester or year of a window. */
function usePeriod() {
  const format = useFormat();
  return ({ kind, period }: Window) =>
    kind === 'outcome_upload' ? format.semester(period) : format.year(period);
}

type Choose = (window: Window) => void;

function useColumns(onChange: Choose, onHistory: Choose): Column<Window>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const period = usePeriod();
  return [
    {
      key: 'kind',
      header: t('windows:field.kind'),
      cell: (window) => t(`common:window.kind.${window.kind}`),
    },
    { key: 'period', header: t('windows:field.period'), cell: period },
    {
      key: 'state',
      header: t('windows:field.state'),
      cell: ({ open }) => (
        <Tag tone={open ? 'ok' : 'mute'}>{t(open ? 'windows:open' : 'windows:closed')}</Tag>
      ),
    },
    {
      key: 'opens',
      tight: true,
      header: t('windows:field.opens_at'),
      cell: (window) => format.moment(window.opens_at),
    },
    {
      key: 'closes',
      tight: true,
      header: t('windows:field.closes_at'),
      cell: (window) => format.moment(window.closes_at),
    },
    {
      key: 'actions',
      header: t('common:actions'),
      wide: true,
      cell: (window) => (
        <div className="row">
          <Button size="compact-md" variant="default" onClick={() => onChange(window)}>
            {t('windows:change')}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => onHistory(window)}>
            {t('windows:history')}
          </Button>
        </div>
      ),
    },
  ];
}

import { useQuery } from '@tanstack/react-query';
import { windowHistoryQuery } from '../../api/queries/school';
import type { Window, WindowChange } from '../../api/types';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../ui/DataTable';
import { Dialog } from '../../ui/Dialog';
import { Loaded } from '../../ui/Loaded';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

/** How a window was moved, by whom and when. */
export function WindowHistory({
  window,
  name,
  onClose,
}: {
  window: Window;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useQuery(windowHistoryQuery(useSchool(), window.kind, window.period));
  const columns: Column<WindowChange>[] = [
    {
      key: 'at',
      tight: true,
      header: t('windows:field.changed_at'),
      cell: (row) => (row.updated_at ? format.moment(row.updated_at) : '—'),
    },
    {
      key: 'opens',
      tight: true,
      header: t('windows:field.opens_at'),
      cell: (row) => format.moment(row.opens_at),
    },
    {
      key: 'closes',
      tight: true,
      header: t('windows:field.closes_at'),
      cell: (row) => format.moment(row.closes_at),
    },
    { key: 'by', header: t('windows:field.changed_by'), cell: (row) => row.updated_by?.name ?? '—' },
  ];
  return (
    <Dialog title={t('windows:historyOf', { name })} onClose={onClose}>
      <Loaded query={history} height={160}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="dimmed">{t('windows:noHistory')}</p>
          ) : (
            <DataTable
              caption={t('windows:history')}
              columns={columns}
              rows={rows}
              rowKey={(row) => String(row.version)}
            />
          )
        }
      </Loaded>
    </Dialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { settingsHistoryQuery, settingsQuery } from '../../api/queries/school';
import type { Settings } from '../../api/types';
import { SettingsForm } from '../../forms/SettingsForm';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useSchool } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';

export default function SettingsPage() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery(useSchool()));
  return (
    <Page title={t('settings:title')}>
      <Card title={t('settings:values')}>
        <Loaded query={settings} height={720}>
          {(data) => <SettingsForm settings={data} />}
        </Loaded>
      </Card>
      <History />
    </Page>
  );
}

function History() {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useQuery(settingsHistoryQuery(useSchool()));
  const columns: Column<Settings>[] = [
    { key: 'version', header: t('settings:history.version'), cell: (row) => row.version },
    {
      key: 'at',
      tight: true,
      header: t('settings:history.at'),
      cell: (row) => (row.updated_at ? format.moment(row.updated_at) : '—'),
    },
    { key: 'by', header: t('settings:history.by'), cell: (row) => row.updated_by?.name ?? '—' },
  ];
  return (
    <Card title={t('settings:history.title')}>
      <Loaded query={history} height={160}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="dimmed">{t('settings:history.empty')}</p>
          ) : (
            <DataTable
              caption={t('settings:history.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => String(row.version)}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

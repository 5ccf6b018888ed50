import type { IntegrityReportDetails } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Card } from '../../ui/Card';
import { type Column, DataTable } from '../../ui/DataTable';

type Signed = NonNullable<IntegrityReportDetails['signed']>;
type Difference = Signed['differences'][number];
type Weakness = Signed['weaknesses'][number];
type School = IntegrityReportDetails['schools'][number];
type Differing = IntegrityReportDetails['objects'][number];

/** What differs, by kind, setting, school and object; nothing where nothing does. */
export function IntegrityFindings({ report }: { report: IntegrityReportDetails }) {
  const { t } = useTranslation();
  const differences = useDifferences();
  const weaknesses = useWeaknesses();
  const schools = useSchools();
  const objects = useObjects();
  return (
    <>
      <Found
        title={t('integrity:differences')}
        columns={differences}
        rows={report.signed?.differences ?? []}
        rowKey={(row) => row.kind}
      />
      <Found
        title={t('integrity:weaknesses')}
        columns={weaknesses}
        rows={report.signed?.weaknesses ?? []}
        rowKey={(row) => row.place + row.weakness}
      />
      <Found
        title={t('integrity:schools')}
        columns={schools}
        rows={report.schools}
        rowKey={(row) => row.school ?? ''}
      />
      <Found
        title={t('integrity:objects')}
        columns={objects}
        rows={report.objects}
        rowKey={(row) => `${row.object} ${row.kind} ${row.version ?? ''}`}
      />
    </>
  );
}

function Found<T>(props: { title: string; columns: Column<T>[]; rows: T[]; rowKey: (row: T) => string }) {
  if (props.rows.length === 0) return null;
  return (
    <Card title={props.title}>
      <DataTable caption={props.title} columns={props.columns} rows={props.rows} rowKey={props.rowKey} />
    </Card>
  );
}

function useDifferences(): Column<Difference>[] {
  const { t } = useTranslation();
  return [
    { key: 'kind', header: t('integrity:kind'), cell: (row) => t(`integrity:kinds.${row.kind}`) },
    { key: 'count', header: t('integrity:count'), cell: (row) => row.count },
  ];
}

function useWeaknesses(): Column<Weakness>[] {
  const { t } = useTranslation();
  return [
    { key: 'place', header: t('integrity:place'), cell: (row) => t(`integrity:places.${row.place}`) },
    {
      key: 'setting',
      header: t('integrity:setting'),
      cell: (row) => t(`integrity:settings.${row.weakness}`),
    },
  ];
}

function useSchools(): Column<School>[] {
  const { t } = useTranslation();
  return [
    { key: 'school', header: t('integrity:school'), cell: (row) => row.school ?? t('integrity:noSchool') },
    { key: 'owners', header: t('integrity:owners'), cell: (row) => row.owners },
    { key: 'losses', header: t('integrity:losses'), cell: (row) => row.losses },
  ];
}

function useObjects(): Column<Differing>[] {
  const { t } = useTranslation();
  return [
    { key: 'object', wide: true, header: t('integrity:object'), cell: (row) => <code>{row.object}</code> },
    { key: 'kind', header: t('integrity:kind'), cell: (row) => t(`integrity:kinds.${row.kind}`) },
    {
      key: 'elsewhere',
      header: t('integrity:elsewhere'),
      cell: (row) => t(row.elsewhere ? 'integrity:yes' : 'integrity:no'),
    },
  ];
}

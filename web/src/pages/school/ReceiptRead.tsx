import type { Imported } from '../../api/types';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../ui/DataTable';
import { Notice } from '../../ui/Notice';

interface Line {
  line: number;
  message: string;
  data_key?: string;
}

/** What an imported receipt says, and which of its lines could not be used. */
export function ReceiptRead({ read }: { read: Imported }) {
  const { t } = useTranslation();
  const { counts, unknown, problems } = read;
  const unused = counts.unknown + counts.problems;
  const lines: Line[] = [
    ...problems,
    ...unknown.map((line) => ({ ...line, message: t('submissions:receipt.unknown') })),
  ].sort((a, b) => a.line - b.line);
  const columns: Column<Line>[] = [
    { key: 'line', header: t('submissions:receipt.line'), tight: true, cell: ({ line }) => line },
    { key: 'message', header: t('submissions:problem.message'), cell: ({ message }) => message },
    {
      key: 'key',
      header: t('submissions:item.key'),
      cell: ({ data_key }) => (data_key === undefined ? '—' : <code>{data_key}</code>),
    },
  ];
  return (
    <>
      <Notice
        tone={counts.received === counts.items ? 'ok' : 'warn'}
        title={t('submissions:receipt.read')}
        urgent
      >
        <p>{t('submissions:receipt.counts', { ...counts })}</p>
        {unused > 0 && <p>{t('submissions:receipt.unused', { count: unused })}</p>}
      </Notice>
      {lines.length > 0 && (
        <DataTable
          caption={t('submissions:receipt.unusedLines')}
          columns={columns}
          rows={lines}
          rowKey={({ line }) => String(line)}
        />
      )}
    </>
  );
}

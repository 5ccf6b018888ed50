import type { IntegrityReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Tag } from '../../ui/Tag';

/** How a night ended, in a word. */
export function IntegrityTag({ report }: { report: IntegrityReport }) {
  const { t } = useTranslation();
  if (!report.signed) return <Tag tone="mute">{t('integrity:running')}</Tag>;
  return report.signed.sound ? (
    <Tag tone="ok">{t('integrity:sound')}</Tag>
  ) : (
    <Tag tone="bad">{t('integrity:unsound')}</Tag>
  );
}

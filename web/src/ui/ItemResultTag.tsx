import { useTranslation } from '../i18n';
import type { Tone } from './Notice';
import { Tag } from './Tag';

const tones: Record<string, Tone> = { waiting: 'warn', received: 'ok', rejected: 'bad', missing: 'bad' };

/** What became of one row that was sent to the central database. */
export function ItemResultTag({ result }: { result: string }) {
  const { t } = useTranslation();
  return <Tag tone={tones[result] ?? 'mute'}>{t(`submissions:result.${result}`)}</Tag>;
}

import { useTranslation } from '../i18n';
import type { Tone } from './Notice';
import { Tag } from './Tag';

const tones: Record<string, Tone> = { draft: 'mute', pending: 'warn', certified: 'ok', returned: 'bad' };

/** Where a learning outcome stands on its way to certification. */
export function OutcomeStateTag({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state] ?? 'mute'}>{t(`common:outcomeState.${state}`)}</Tag>;
}

import { useTranslation } from '../i18n';
import type { Tone } from './Notice';
import { Tag } from './Tag';

const tones: Record<string, Tone> = {
  open: 'mute',
  frozen: 'warn',
  built: 'warn',
  sent: 'ok',
  acknowledged: 'ok',
  reconciled: 'ok',
  discrepant: 'bad',
  reopened: 'mute',
};

/** How far a central submission has come. */
export function BatchStateTag({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state] ?? 'mute'}>{t(`submissions:state.${state}`)}</Tag>;
}

import type { ReactNode } from 'react';
import type { Window } from '../api/types';
import { useTranslation } from '../i18n';
import { isOpen } from './format';
import { Notice } from './Notice';
import { useFormat } from './useFormat';
import { useNow } from './useNow';

/** Days before the close at which a window begins to press. */
const PRESSING_DAYS = 7;
const DAY_MS = 86_400_000;

/** Whether a window is open, how long still or until it is, and the one action it asks for. */
export function WindowNotice({ window, children }: { window: Window | null; children?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (window === null) return <Notice tone="mute" title={t('common:window.none')} />;

  const name = t(`common:window.kind.${window.kind}`);
  const span = t('common:window.span', {
    from: format.moment(window.opens_at),
    to: format.moment(window.closes_at),
  });
  if (!isOpen(window, now)) {
    const later = Date.parse(window.opens_at) > now;
    const title = later
      ? t('common:window.later', { name, left: format.timeLeft(window.opens_at, now) })
      : t('common:window.closed', { name });
    return (
      <Notice tone="mute" title={title}>
        <p className="small">{span}</p>
      </Notice>
    );
  }
  const pressing = Date.parse(window.closes_at) - now < PRESSING_DAYS * DAY_MS;
  return (
    <Notice
      tone={pressing ? 'warn' : 'ok'}
      title={t('common:window.open', { name, left: format.timeLeft(window.closes_at, now) })}
    >
      <div className="row spread">
        <span className="small">{span}</span>
        {children}
      </div>
    </Notice>
  );
}

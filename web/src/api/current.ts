import { language } from '../i18n';
import { Session } from './session';

const REMEMBERED = 'portfolio.session';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('portfolio.session');

/** The session of this tab. */
export const session = new Session({
  fetch: (url, init) => fetch(url, init),
  exclusively: async (work) =>
    'locks' in navigator ? await navigator.locks.request(REMEMBERED, work) : work(),
  now: () => Date.now(),
  language: () => language(),
  remembered: {
    get: () => localStorage.getItem(REMEMBERED) !== null,
    set: (value) => (value ? localStorage.setItem(REMEMBERED, '1') : localStorage.removeItem(REMEMBERED)),
  },
  announceEnd: () => channel?.postMessage('ended'),
});

channel?.addEventListener('message', () => session.forget('signed_out'));

import type { Place } from './route';

/** The address bar and the history behind it, so that tests can stand in for them. */
export interface AddressBar {
  place: () => Place;
  /** A new entry of the history. */
  push: (address: string) => void;
  /** Another address for the entry that is shown. */
  replace: (address: string) => void;
  /** Back and forward, and anchors within a page. */
  onMove: (listener: () => void) => void;
  /** Scrolls to where the entry was left; a new one begins at its top. */
  settle: () => void;
}

const REMEMBERED = 'portfolio.scroll';

/** The browser's own. It remembers how far down each entry of the history was read, over a reload too. */
export function browserBar(): AddressBar {
  window.history.scrollRestoration = 'manual';
  const left = new Map<string, number>(JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '[]'));
  let entry = known();

  const leave = () => left.set(entry, window.scrollY);
  window.addEventListener('pagehide', () => {
    leave();
    sessionStorage.setItem(REMEMBERED, JSON.stringify([...left].slice(-MOST_ENTRIES)));
  });

  return {
    place: () => ({ pathname: window.location.pathname, search: window.location.search }),
    push: (address) => {
      leave();
      entry = crypto.randomUUID();
      window.history.pushState({ entry }, '', address);
    },
    replace: (address) => window.history.replaceState({ entry }, '', address),
    onMove: (listener) =>
      window.addEventListener('popstate', () => {
        leave();
        entry = known();
        listener();
      }),
    settle: () => {
      const anchor = document.getElementById(window.location.hash.slice(1));
      const top = left.get(entry);
      if (top === undefined && anchor !== null) anchor.scrollIntoView();
      else scrollDown(top ?? 0);
    },
  };
}

/** How long a page may take to become as long as it was. */
const GROWING_MS = 5_000;

/** Scrolls, and again while what the page shows is still arriving, unless the reader scrolls meanwhile. */
function scrollDown(top: number): void {
  const go = () => window.scrollTo({ top, behavior: 'instant' });
  go();
  if (window.scrollY >= Math.floor(top)) return;
  const over = new AbortController();
  const grown = new ResizeObserver(() => {
    go();
    if (window.scrollY >= Math.floor(top)) over.abort();
  });
  over.signal.addEventListener('abort', () => grown.disconnect());
  for (const sign of ['wheel', 'touchstart', 'keydown', 'pointerdown', 'popstate']) {
    window.addEventListener(sign, () => over.abort(), { signal: over.signal });
  }
  setTimeout(() => over.abort(), GROWING_MS);
  grown.observe(document.body);
}

/** Entries whose scrolling is remembered over a reload. */
const MOST_ENTRIES = 50;

/** The mark of the entry that is shown; one that an anchor made is given its own. */
function known(): string {
  const state = window.history.state as { entry?: string } | null;
  if (typeof state?.entry === 'string') return state.entry;
  const entry = crypto.randomUUID();
  window.history.replaceState({ entry }, '');
  return entry;
}

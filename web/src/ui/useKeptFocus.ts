import { useEffect } from 'react';

/** Where the focus was, and everything around it from the inside out. */
type Way = readonly Element[];

const wayOf = (element: Element): Way =>
  element.parentElement === null ? [element] : [element, ...wayOf(element.parentElement)];

/** The heading of what is left around a place. */
function headingAround(way: Way): HTMLElement | null {
  for (const room of way) {
    const heading = room.isConnected ? room.querySelector<HTMLElement>('h1, h2, h3') : null;
    if (heading !== null) return heading;
  }
  return null;
}

/**
 * Whoever acted on what is then gone (a row, a form, what was decided) goes on at the heading of what is left or
 * came in its place: the browser alone would send them to the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let way: Way = [];
    const remember = ({ target }: FocusEvent) => {
      // A message in passing is not where somebody works.
      if (target instanceof Element && !target.closest('[role=status]')) way = wayOf(target);
    };
    // Who points elsewhere has left; what is pointed at says itself when it gets the focus.
    const forget = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && way[0]?.contains(target))) way = [];
    };
    const watch = new MutationObserver(() => {
      const lost = document.activeElement === document.body && way[0]?.isConnected === false;
      const heading = lost ? headingAround(way) : null;
      if (heading === null) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      // Who points at things has seen where that was, and is not moved away.
      if (heading.matches(':focus-visible')) heading.scrollIntoView({ block: 'nearest' });
    });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget, true);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget, true);
      watch.disconnect();
    };
  }, []);
}

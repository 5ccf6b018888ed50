import type { FC } from 'react';
import { addressOf, type Target } from './address';
import type { AddressBar } from './addressBar';
import { type Frame, match, type Match, type PageCode, type Place, type Route } from './route';

/** What stands on the screen. */
export interface Shown {
  place: Place;
  match: Match | null;
  Frame: Frame | null;
  /** `null` while its code is on its way for longer than one notices, or if it could not be had. */
  Page: PageCode | null;
  data: unknown;
  /** Why there is no page. */
  failure?: unknown;
}

export interface RouterPorts {
  bar: AddressBar;
  /** Fetches the texts of some areas in the language that is spoken. */
  texts: (areas: readonly string[]) => Promise<unknown>;
  /** Waits; what is on the screen stays there so long before something else says that it is loading. */
  pause: (milliseconds: number) => Promise<void>;
}

const PATIENCE_MS = 1_000;
/** Doors that lead to each other in a circle are a mistake of ours; nobody should wait for its end. */
const MOST_REDIRECTS = 8;

/**
 * Goes from page to page: asks at the door, fetches code and texts, and only then shows the page, all
 * at once. Whoever goes elsewhere meanwhile is not called back.
 */
export class Router {
  readonly #routes: readonly Route[];
  readonly #notFound: FC;
  readonly #ports: RouterPorts;
  #shown: Shown | null = null;
  #turn = 0;
  readonly #listeners = new Set<() => void>();

  constructor(routes: readonly Route[], notFound: FC, ports: RouterPorts) {
    this.#routes = routes;
    this.#notFound = notFound;
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly shown = (): Shown | null => this.#shown;

  /** Scrolls what is shown now to where it was left. */
  readonly settle = (): void => this.#ports.bar.settle();

  /** Shows the page of the address bar, and follows it from here on. */
  start(): Promise<void> {
    this.#ports.bar.onMove(() => {
      const { pathname, search } = this.#ports.bar.place();
      const { place, failure } = this.#shown ?? {};
      const here = pathname === place?.pathname && search === place.search && failure === undefined;
      // Nothing is under way any more if it was: the browser is back where the screen still is.
      if (here) this.#turn += 1;
      if (here) this.settle();
      else void this.#arrive();
    });
    return this.#arrive();
  }

  /** Goes to a page, and is done when it is shown. */
  readonly navigate = (target: Target & { replace?: boolean }): Promise<void> =>
    this.open(addressOf(target), target.replace);

  /** Goes to an address of the app that somebody else has written down. */
  readonly open = (address: string, replace = false): Promise<void> => {
    const { pathname, search } = this.#ports.bar.place();
    // A link to the page itself makes no entry that one would have to go back through.
    if (replace || address === pathname + search) this.#ports.bar.replace(address);
    else this.#ports.bar.push(address);
    return this.#arrive();
  };

  /** Tries again what could not be shown. */
  readonly retry = (): Promise<void> => this.#arrive();

  /** Fetches what a page will need, ahead of a click. Nobody minds if it cannot be had yet. */
  readonly preload = (target: Target): void => {
    const [pathname = ''] = addressOf(target).split('?');
    const found = match(this.#routes, pathname);
    if (found !== null) void this.#fetch(found.route).catch(() => undefined);
  };

  async #arrive(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const late = () => turn !== this.#turn;
    void this.#ports.pause(PATIENCE_MS).then(() => {
      if (!late()) this.#wait();
    });
    const shown = await this.#look(late);
    if (shown === null || late()) return;
    this.#turn += 1;
    this.#show(shown);
  }

  /** What is to be shown at the address bar's place; `null` if somebody went on meanwhile. */
  async #look(late: () => boolean): Promise<Shown | null> {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const place = this.#ports.bar.place();
      const found = match(this.#routes, place.pathname);
      if (found === null) return { place, match: null, Frame: null, Page: this.#notFound, data: undefined };
      const seen = await this.#knock(found, place);
      if (!('redirect' in seen)) return seen;
      if (late()) return null;
      this.#ports.bar.replace(seen.redirect);
    }
    const failure = new Error('the doors of the pages lead to each other in a circle');
    return { place: this.#ports.bar.place(), match: null, Frame: null, Page: null, data: undefined, failure };
  }

  /** Asks at a page's door, and brings what it needs. */
  async #knock(found: Match, place: Place): Promise<Shown | { redirect: string }> {
    const { route } = found;
    const base = { place, match: found, data: undefined };
    const frame = () => route.frame?.() ?? Promise.resolve(null);
    try {
      const asked = route.enter?.(place) ?? null;
      if (asked instanceof Promise) this.#fetch(route).catch(() => undefined);
      const entrance = await asked;
      if (entrance !== null && 'redirect' in entrance) return entrance;
      if (entrance !== null) return { ...base, Frame: await frame(), Page: entrance.instead };
      const [Page, Frame, data] = await Promise.all([this.#fetch(route), frame(), route.data?.()]);
      return { ...base, Frame, Page, data };
    } catch (failure) {
      return { ...base, Frame: await frame().catch(() => null), Page: null, failure };
    }
  }

  /** The code of a page and of what is around it, and its texts. What is there already is not fetched again. */
  async #fetch({ page, frame, texts }: Route): Promise<PageCode | null> {
    const [code] = await Promise.all([page?.(), frame?.(), this.#ports.texts(texts)]);
    return code?.default ?? null;
  }

  /** Says that a page is on its way, within the frame if it stays the same. */
  #wait(): void {
    const place = this.#ports.bar.place();
    const found = match(this.#routes, place.pathname);
    const stays = found !== null && found.route.frame === this.#shown?.match?.route.frame;
    const Frame = stays ? (this.#shown?.Frame ?? null) : null;
    this.#show({ place, match: found, Frame, Page: null, data: undefined });
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}

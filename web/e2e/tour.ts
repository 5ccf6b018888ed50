import type { Browser } from 'playwright-core';
import { type Language, type Size, Visitor } from './browser.ts';
import { type AppPage, appPages } from './pages.ts';
import { person } from './people.ts';

/** Somebody of each role, who goes from page to page; signed in once a language. */
export class Tour {
  readonly #browser: Browser;
  readonly #size: Size;
  readonly #visitors = new Map<string, Promise<Visitor>>();

  constructor(browser: Browser, size: Size) {
    this.#browser = browser;
    this.#size = size;
  }

  static pages = appPages;

  visitor({ role, place = 0 }: AppPage, language: Language): Promise<Visitor> {
    const key = `${role} ${place} ${language}`;
    const known = this.#visitors.get(key);
    if (known !== undefined) return known;
    const made = this.#open(role, place, language);
    this.#visitors.set(key, made);
    return made;
  }

  async close(): Promise<void> {
    for (const visitor of this.#visitors.values()) await (await visitor).close();
  }

  async #open(role: string | null, place: number, language: Language): Promise<Visitor> {
    const visitor = await Visitor.open(this.#browser, this.#size, { language });
    if (role !== null) await visitor.takeSession(await person(role, place));
    return visitor;
  }
}

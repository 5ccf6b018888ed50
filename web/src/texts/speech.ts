import { find, type Texts, translate, type Values } from './translate';

/** What is spoken now. */
export interface Spoken<L extends string> {
  language: L;
  /** The text of a key such as `area:name`, filled with values. */
  t: (key: string, values?: Values) => string;
}

/** The language of the pages, and those of its texts that were fetched. */
export class Speech<L extends string> {
  readonly #fetch: (language: L, area: string) => Promise<Texts>;
  readonly #areas = new Map<string, Texts>();
  /** Areas that pages asked for: a change of language brings the same. */
  readonly #wanted = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #spoken: Spoken<L>;

  constructor(language: L, fetch: (language: L, area: string) => Promise<Texts>) {
    this.#fetch = fetch;
    this.#spoken = this.#in(language);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly spoken = (): Spoken<L> => this.#spoken;

  /** Whether there is a text under a key. */
  has(key: string): boolean {
    const [area = '', name = ''] = key.split(':');
    return find(this.#texts(this.#spoken.language, area), name) !== undefined;
  }

  /** Fetches the texts of some areas. */
  async load(areas: readonly string[]): Promise<void> {
    const { language } = this.#spoken;
    for (const area of areas) this.#wanted.add(area);
    await this.#bring(language, areas);
    // Another language was chosen while they were on their way.
    if (language !== this.#spoken.language) await this.load(areas);
  }

  /** Speaks another language, once all its texts are there. */
  async speak(language: L): Promise<void> {
    const wanted = [...this.#wanted];
    await this.#bring(language, wanted);
    if (wanted.length < this.#wanted.size) return this.speak(language);
    this.#spoken = this.#in(language);
    for (const listener of this.#listeners) listener();
  }

  async #bring(language: L, areas: readonly string[]): Promise<void> {
    const missing = areas.filter((area) => !this.#areas.has(`${language}/${area}`));
    await Promise.all(
      missing.map(async (area) => this.#areas.set(`${language}/${area}`, await this.#fetch(language, area))),
    );
  }

  #texts(language: L, area: string): Texts {
    return this.#areas.get(`${language}/${area}`) ?? {};
  }

  #in(language: L): Spoken<L> {
    const plural = new Intl.PluralRules(language);
    return {
      language,
      t: (key, values = {}) => {
        const [area = '', name = ''] = key.split(':');
        return translate(this.#texts(language, area), name, values, plural);
      },
    };
  }
}

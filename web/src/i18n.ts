import { useSyncExternalStore } from 'react';
import common from './locale/zh-TW/common.json';
import { Speech, type Spoken } from './texts/speech';
import type { Texts, Values } from './texts/translate';

export type Language = 'zh-TW' | 'en';

const REMEMBERED = 'portfolio.language';

/** One file an area and language, loaded when a page needs it. */
const files = import.meta.glob<{ default: Texts }>(['./locale/*/*.json', '!./locale/zh-TW/common.json']);

/** What most people read on every page comes with the code. */
const speech = new Speech<Language>('zh-TW', async (language, area) => {
  if (language === 'zh-TW' && area === 'common') return common;
  const load = files[`./locale/${language}/${area}.json`];
  if (load === undefined) throw new Error(`no texts for ${area} in ${language}`);
  return (await load()).default;
});

/** The texts that every page has, in the language that was chosen here before. */
export async function startLanguages(): Promise<void> {
  await speech.load(['common']);
  if (localStorage.getItem(REMEMBERED) === 'en') await speech.speak('en');
  document.documentElement.lang = tag(language());
}

/** Fetches the texts of some areas. */
export const loadTexts = (areas: readonly string[]): Promise<void> => speech.load(areas);

/** The language of the pages and of the sentences that the functions answer. */
export async function speak(chosen: Language): Promise<void> {
  await speech.speak(chosen);
  localStorage.setItem(REMEMBERED, chosen);
  document.documentElement.lang = tag(chosen);
}

export const language = (): Language => speech.spoken().language;

/** The text of a key such as `area:name`, for sentences that are made outside of any component. */
export const t = (key: string, values?: Values): string => speech.spoken().t(key, values);

export const hasText = (key: string): boolean => speech.has(key);

/** The texts, and the language they are in, for a component that is drawn again when it changes. */
export const useTranslation = (): Spoken<Language> =>
  useSyncExternalStore(speech.subscribe, speech.spoken, speech.spoken);

/** The language as a BCP 47 tag for the `lang` attribute. */
export const tag = (spoken: Language) => (spoken === 'en' ? 'en' : 'zh-Hant-TW');

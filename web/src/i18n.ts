import i18n, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from './locale/zh-TW/common.json';

export const languages = ['zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];

const REMEMBERED = 'portfolio.language';

const areas = import.meta.glob<{ default: Record<string, unknown> }>([
  './locale/*/*.json',
  '!./locale/zh-TW/common.json',
]);

/** One file an area and language, loaded when a page needs it. */
const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => {
    const load = areas[`./locale/${language}/${area}.json`];
    if (load === undefined) return done(new Error(`no texts for ${area} in ${language}`), null);
    load().then(
      (file) => done(null, file.default),
      (error: unknown) => done(error as Error, null),
    );
  },
};

export async function startLanguages(): Promise<void> {
  await i18n
    .use(files)
    .use(initReactI18next)
    .init({
      lng: localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh-TW',
      supportedLngs: [...languages],
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common'],
      defaultNS: 'common',
      resources: { 'zh-TW': { common } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.documentElement.lang = tag(i18n.language);
}

/** Fetches the texts of some areas. */
export const loadTexts = (areas: readonly string[]): Promise<void> => i18n.loadNamespaces(areas);

/** The language of the pages and of the sentences that the functions answer. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = tag(language);
}

/** The language as a BCP 47 tag for the `lang` attribute. */
export const tag = (language: string) => (language === 'en' ? 'en' : 'zh-Hant-TW');

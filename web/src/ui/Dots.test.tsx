import i18n from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../locale/en/common.json';
import zh from '../locale/zh-TW/common.json';
import { Dots } from './Dots';
import { places } from './places';

beforeAll(async () => {
  await i18n.use(initReactI18next).init({
    lng: 'zh-TW',
    resources: { 'zh-TW': { common: zh }, en: { common: en } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
});

it('has one dot a place, filled from the left', () => {
  expect(places(2, 6)).toEqual([true, true, false, false, false, false]);
  expect(places(12, 10)).toEqual(Array(10).fill(true));
  expect(places(1, 0)).toEqual([]);
});

it('says in words what the dots show', async () => {
  const dots = <Dots name="課程學習成果" selected={3} limit={6} />;
  expect(renderToStaticMarkup(dots)).toContain(
    'aria-label="課程學習成果：已勾選 3 件，上限 6 件，還可勾選 3 件"',
  );
  await i18n.changeLanguage('en');
  expect(renderToStaticMarkup(dots)).toContain('3 of 6 selected, 3 left');
});

import { expect, it, vi } from 'vitest';
import { Speech } from './speech';

const there = {
  zh: { files: { title: '檔案' }, help: { title: '說明' } },
  en: { files: { title: 'Files' }, help: { title: 'Help' } },
};
type Language = keyof typeof there;

const fetched = () =>
  vi.fn((language: Language, area: string) => Promise.resolve(there[language][area as 'files' | 'help']));

it('fetches an area once, when it is wanted', async () => {
  const fetch = fetched();
  const speech = new Speech<Language>('zh', fetch);
  expect(speech.has('files:title')).toBe(false);
  await speech.load(['files']);
  await speech.load(['files']);
  expect(fetch.mock.calls).toEqual([['zh', 'files']]);
  expect(speech.has('files:title')).toBe(true);
  expect(speech.spoken().t('files:title')).toBe('檔案');
});

it('changes the language when all that pages asked for is there', async () => {
  const fetch = fetched();
  const speech = new Speech<Language>('zh', fetch);
  await speech.load(['files']);
  const heard = vi.fn(() => expect(speech.spoken().t('files:title')).toBe('Files'));
  speech.subscribe(heard);
  const speaking = speech.speak('en');
  expect(speech.spoken().language).toBe('zh');
  await speaking;
  expect(heard).toHaveBeenCalledOnce();
  expect(fetch.mock.calls).toEqual([
    ['zh', 'files'],
    ['en', 'files'],
  ]);
});

it('keeps the language if the other one cannot be had', async () => {
  const fetch = fetched().mockImplementation((language) =>
    language === 'en' ? Promise.reject(new TypeError('offline')) : Promise.resolve(there.zh.files),
  );
  const speech = new Speech<Language>('zh', fetch);
  await speech.load(['files']);
  await expect(speech.speak('en')).rejects.toThrow('offline');
  expect(speech.spoken().t('files:title')).toBe('檔案');
});

it('has the texts of a page that was opened while the language changed', async () => {
  const speech = new Speech<Language>('zh', fetched());
  await speech.load(['files']);
  const speaking = speech.speak('en');
  await Promise.all([speech.load(['help']), speaking]);
  expect(speech.spoken()).toMatchObject({ language: 'en' });
  expect(speech.has('help:title')).toBe(true);
});

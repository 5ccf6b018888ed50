import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { speak, startLanguages } from '../i18n';
import { Dots } from './Dots';
import { places } from './places';

it('has one dot a place, filled from the left', () => {
  expect(places(2, 6)).toEqual([true, true, false, false, false, false]);
  expect(places(12, 10)).toEqual(Array(10).fill(true));
  expect(places(1, 0)).toEqual([]);
});

it('says in words what the dots show', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  await startLanguages();
  const dots = <Dots name="課程學習成果" selected={3} limit={6} />;
  expect(renderToStaticMarkup(dots)).toContain(
    'aria-label="課程學習成果：已勾選 3 件，上限 6 件，還可勾選 3 件"',
  );
  await speak('en');
  expect(renderToStaticMarkup(dots)).toContain('3 of 6 selected, 3 left');
});

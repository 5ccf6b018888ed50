import { readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import prettierrc from '../../.prettierrc.json';
import { themeSheet } from './theme';

it('the shipped style sheet is the theme’s (npm run theme)', async () => {
  const shipped = await readFile(new URL('./theme.generated.css', import.meta.url), 'utf8');
  expect(shipped).toBe(await format(themeSheet(), { ...(prettierrc as object), parser: 'css' }));
});

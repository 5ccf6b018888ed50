import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import prettierrc from '../../.prettierrc.json';

it('the types are those of the API’s description (npm run generate)', async () => {
  const description = new URL('../../openapi.json', import.meta.url);
  const made = COMMENT_HEADER + astToString(await openapiTS(description));
  const shipped = await readFile(new URL('./schema.d.ts', import.meta.url), 'utf8');
  expect(shipped).toBe(await format(made, { ...(prettierrc as object), parser: 'typescript' }));
});

import { expect, it } from 'vitest';
import { requestKey } from './requestKey';

it('is the same for the same contents of the same form only', async () => {
  const key = await requestKey('form', { title: 'a' });
  expect(await requestKey('form', { title: 'a' })).toBe(key);
  expect(await requestKey('form', { title: 'b' })).not.toBe(key);
  expect(await requestKey('other', { title: 'a' })).not.toBe(key);
  expect(key.length).toBeLessThanOrEqual(200);
});

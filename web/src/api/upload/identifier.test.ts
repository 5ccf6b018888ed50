import { expect, it } from 'vitest';
import { uuidv7 } from './identifier';

it('names an upload by time and chance, in the form of a UUIDv7', () => {
  const random = new Uint8Array(16).fill(0xff);
  expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
  expect(uuidv7(1, new Uint8Array(16)) < uuidv7(2, new Uint8Array(16))).toBe(true);
});

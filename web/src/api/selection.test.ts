import { expect, it } from 'vitest';
import { applied } from './selection';

it('applies ticks in order and takes none twice', () => {
  const changes = [
    { id: 'c', selected: true },
    { id: 'a', selected: false },
    { id: 'c', selected: true },
  ];
  expect(applied(['a', 'b'], changes)).toEqual(['b', 'c']);
  expect(applied(['a'], [{ id: 'x', selected: false }])).toEqual(['a']);
});

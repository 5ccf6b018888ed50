import { expect, it } from 'vitest';
import { applied } from './selection';

it('keeps the order of the ticks, and takes each back', () => {
  const ids = applied(
    ['a'],
    [
      { id: 'b', selected: true },
      { id: 'c', selected: true },
      { id: 'a', selected: false },
      { id: 'b', selected: true },
    ],
  );
  expect(ids).toEqual(['c', 'b']);
});

it('moves one past its neighbour, and never off the list', () => {
  expect(applied(['a', 'b', 'c'], [{ id: 'c', by: -1 }])).toEqual(['a', 'c', 'b']);
  expect(applied(['a', 'b'], [{ id: 'a', by: -1 }])).toEqual(['a', 'b']);
  expect(applied(['a', 'b'], [{ id: 'b', by: 1 }])).toEqual(['a', 'b']);
  expect(applied(['a'], [{ id: 'gone', by: 1 }])).toEqual(['a']);
});

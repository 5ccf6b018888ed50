import { expect, it } from 'vitest';
import { PAGE_ROWS, pageOf } from './paging';

it('draws two thousand students a page at a time', () => {
  expect(pageOf(2000, 0)).toEqual({ index: 0, count: 2000 / PAGE_ROWS, from: 0, to: PAGE_ROWS, rows: 2000 });
  expect(pageOf(2000, 19)).toMatchObject({ from: 1900, to: 2000 });
});

it('shows the last page where the asked one is gone', () => {
  expect(pageOf(PAGE_ROWS + 1, 7)).toMatchObject({ index: 1, from: PAGE_ROWS, to: PAGE_ROWS + 1 });
  expect(pageOf(0, 3)).toEqual({ index: 0, count: 1, from: 0, to: 0, rows: 0 });
});

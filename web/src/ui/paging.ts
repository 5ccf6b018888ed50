/** The most rows that are drawn at once. */
export const PAGE_ROWS = 100;

export interface PageOfRows {
  /** Counted from 0. */
  index: number;
  /** How many pages there are, at least one. */
  count: number;
  from: number;
  to: number;
  rows: number;
}

/** The page that is shown when one is asked for: the last one where there are fewer by now. */
export function pageOf(rows: number, wanted: number): PageOfRows {
  const count = Math.max(1, Math.ceil(rows / PAGE_ROWS));
  const index = Math.min(Math.max(0, wanted), count - 1);
  const from = index * PAGE_ROWS;
  return { index, count, from, to: Math.min(rows, from + PAGE_ROWS), rows };
}

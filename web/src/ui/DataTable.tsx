import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './DataTable.module.css';
import { Pager } from './Pager';
import { pageOf } from './paging';
import { Placeholder } from './Placeholder';

/** One column. The first names its row. */
export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** On a card the cell has a line of its own, without its header: actions, long texts. */
  wide?: boolean;
  /** Kept on one line: dates, sizes. */
  tight?: boolean;
}

/** From so many columns on, a tablet has no room for them side by side in every language. */
const MANY = 6;
const PHONE = '(max-width: 47.99em)';
const TABLET = '(max-width: 61.99em)';

/** Rows that are not here yet. */
export interface MoreRows {
  /** How many there are in all. */
  total: number;
  fetching: boolean;
  /** Fetches the next ones. */
  fetch: () => void;
}

interface Props<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  more?: MoreRows;
}

/**
 * A table that is a stack of cards on a phone, and one of many columns on a tablet too. The roles keep it a
 * table for screen readers there. Long ones show a page at a time, so that two thousand students do not slow a phone down.
 */
export function DataTable<T>({ caption, columns, rows: all, rowKey, more }: Props<T>) {
  const [wanted, setPage] = useState(0);
  const total = more?.total ?? all.length;
  const page = pageOf(total, wanted);
  const rows = all.slice(page.from, page.to);
  const missing = page.to > all.length;
  const narrow = columns.length < MANY ? PHONE : TABLET;
  const cards = useMediaQuery(narrow, false, { getInitialValueInEffect: false });

  useEffect(() => {
    if (missing && more?.fetching === false) more.fetch();
  }, [missing, more]);

  return (
    <>
      <table
        className={cards ? `${classes.table} ${classes.cards}` : classes.table}
        role="table"
        aria-label={caption}
        aria-rowcount={page.count > 1 ? total + 1 : undefined}
      >
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col">
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} row={row} head={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {missing && <Placeholder height={320} />}
      {page.count > 1 && <Pager name={caption} page={page} onChange={setPage} />}
    </>
  );
}

function Cell<T>({ column, row, head }: { column: Column<T>; row: T; head: boolean }) {
  if (head) {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={column.wide ? classes.wide : column.tight ? classes.tight : undefined}>
      {!column.wide && (
        <span className={classes.label} aria-hidden>
          {column.header}
        </span>
      )}
      <div className={classes.value}>{column.cell(row)}</div>
    </td>
  );
}

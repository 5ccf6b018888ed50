import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

/** One column. The first names its row. */
export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** On a phone the cell has a line of its own, without its header: actions, long texts. */
  wide?: boolean;
  /** Kept on one line: dates, sizes. */
  tight?: boolean;
}

interface Props<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
}

/** A table that is a stack of cards on a phone. The roles keep it a table for screen readers there. */
export function DataTable<T>({ caption, columns, rows, rowKey }: Props<T>) {
  return (
    <table className={classes.table} role="table" aria-label={caption}>
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

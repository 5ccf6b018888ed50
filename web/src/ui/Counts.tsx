import type { CSSProperties } from 'react';
import classes from './Counts.module.css';

/** Numbers side by side under their names. */
export const Counts = ({ counts }: { counts: [name: string, count: number][] }) => (
  <div className={classes.place}>
    <dl className={classes.counts} style={columns(counts.length)}>
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  </div>
);

const columns = (number: number) =>
  ({ '--columns': number, '--narrow': number === 1 || number === 4 ? 4 : 3 }) as CSSProperties;

import type { CSSProperties } from 'react';
import classes from './Counts.module.css';

/** Numbers side by side under their names. */
export const Counts = ({ counts }: { counts: [name: string, count: number][] }) => (
  <dl className={classes.counts} style={{ '--columns': counts.length } as CSSProperties}>
    {counts.map(([name, count]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{count}</dd>
      </div>
    ))}
  </dl>
);

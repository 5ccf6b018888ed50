import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

/** Why there is nothing to see, and what to do about it. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {hint !== undefined && <p className="dimmed">{hint}</p>}
      {action}
    </div>
  );
}

import type { ReactNode } from 'react';
import classes from './Notice.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'mute';

/** A boxed message. `urgent` ones are read out at once. */
export function Notice(props: { tone: Tone; title?: string; urgent?: boolean; children?: ReactNode }) {
  return (
    <div className={`${classes.notice} ${classes[props.tone]}`} role={props.urgent ? 'alert' : undefined}>
      {props.title !== undefined && <p className={classes.title}>{props.title}</p>}
      {props.children}
    </div>
  );
}

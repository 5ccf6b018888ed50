import type { ReactNode } from 'react';
import type { Tone } from './Notice';
import classes from './Tag.module.css';

/** A state in a word. The colour only repeats what the word says. */
export const Tag = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className={`${classes.tag} ${classes[tone]}`}>{children}</span>
);

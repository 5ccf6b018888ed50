import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { unreachable } from '../api/problem';
import { type Height, Placeholder } from './Placeholder';
import { ProblemNotice } from './ProblemNotice';

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'fetchStatus' | 'refetch'>;
  /** Of the place held while loading: the true one, so that nothing jumps. */
  height: Height;
  children: (data: T) => ReactNode;
}

/** A query's three faces: loading, refused, there. */
export function Loaded<T>({ query, height, children }: Props<T>) {
  // What arrives is drawn in small steps, between which the page answers; what changes later, at once.
  const arrived = useDeferredValue(query.data !== undefined);
  if (query.data !== undefined && arrived) return children(query.data);
  // Without a line nothing is asked, so that nothing fails: it is said all the same, and goes on by itself.
  const problem = query.error ?? (query.fetchStatus === 'paused' ? unreachable() : null);
  if (problem !== null) return <ProblemNotice error={problem} retry={() => void query.refetch()} />;
  return <Placeholder height={height} />;
}

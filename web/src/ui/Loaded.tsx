import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { type Height, Placeholder } from './Placeholder';
import { ProblemNotice } from './ProblemNotice';

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  /** Of the place held while loading: the true one, so that nothing jumps. */
  height: Height;
  children: (data: T) => ReactNode;
}

/** A query's three faces: loading, refused, there. */
export function Loaded<T>({ query, height, children }: Props<T>) {
  // What arrives is drawn in small steps, between which the page answers; what changes later, at once.
  const arrived = useDeferredValue(query.data !== undefined);
  if (query.data !== undefined && arrived) return children(query.data);
  if (query.error !== null) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  return <Placeholder height={height} />;
}

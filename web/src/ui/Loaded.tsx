import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Placeholder } from './Placeholder';
import { ProblemNotice } from './ProblemNotice';

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  /** Height of the place held while loading, in pixels: the true one, so that nothing jumps. */
  height: number;
  children: (data: T) => ReactNode;
}

/** A query's three faces: loading, refused, there. */
export function Loaded<T>({ query, height, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  return <Placeholder height={height} />;
}

import { type ComponentType, lazy, Suspense, useState } from 'react';
import { unreachable } from '../api/problem';
import { Caught } from '../routing/Caught';
import { type Height, Placeholder } from './Placeholder';
import { ProblemNotice } from './ProblemNotice';

/**
 * A part of a page whose code is fetched when it is first drawn: what most visits do not ask for keeps
 * nobody waiting. If it cannot be had, this is said in its place, and the page stays.
 */
export function later<P extends object>(
  fetch: () => Promise<ComponentType<P>>,
  /** Of the place held for it meanwhile, where there is one. */
  height?: Height,
) {
  const attempt = () =>
    lazy(async () => {
      const part = await fetch().catch(() => {
        throw unreachable();
      });
      return { default: part };
    });
  let shared = attempt();

  return function Later(props: P) {
    const [attempts, setAttempts] = useState(0);
    const Part = shared;
    const retry = () => {
      shared = attempt();
      setAttempts(attempts + 1);
    };
    return (
      <Caught key={attempts} fallback={(error) => <ProblemNotice error={error} retry={retry} />}>
        <Suspense fallback={height !== undefined && <Placeholder height={height} />}>
          <Part {...props} />
        </Suspense>
      </Caught>
    );
  };
}

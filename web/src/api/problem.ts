import { t } from '../i18n';
import type { components } from './schema';

/** What the functions answer when they refuse (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A refusal, or an answer that never came. `message` is the sentence to show. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds that the answer asked to wait, where it did. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.problem.code;
  }
}

/**
 * Whether the same question may be answered later: no answer came, or too many people are here. A
 * gateway says so in our form, or as Amazon's does: 429, or a status from 500 on, with a body of its own.
 */
export function passes(problem: ProblemError): boolean {
  const { status } = problem.problem;
  return status === 0 || status === 429 || status >= 500;
}

/**
 * Milliseconds before a question is asked again: as long as the answer asked for, otherwise 1, 2, 4
 * seconds; and up to a second more by chance, so that not all come back at once.
 */
export function pause(problem: ProblemError, tries: number, chance: () => number = Math.random): number {
  const asked = problem.retryAfter ?? 2 ** Math.min(tries, 2);
  return 1000 * (asked + chance());
}

/** The network gave no answer at all. */
export function unreachable(): ProblemError {
  return new ProblemError(local('network', 0, t('common:problem.network')));
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof TypeError) return unreachable();
  return new ProblemError(local('unknown', 0, t('common:problem.unknown')));
}

/** The body of a refusal, whatever it was: a gateway in between may answer with no JSON. */
export function problemOf(body: unknown, response: Response): ProblemError {
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : undefined;
  if (isProblem(body)) return new ProblemError(body, retryAfter);
  const title = t('common:problem.status', { status: response.status });
  return new ProblemError(local('unreadable', response.status, title), retryAfter);
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  return 'title' in body && typeof body.title === 'string' && 'code' in body && typeof body.code === 'string';
}

function local(code: string, status: number, title: string): Problem {
  return { type: 'about:blank', title, status, code };
}

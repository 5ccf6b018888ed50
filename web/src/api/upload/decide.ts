import type { ProblemError } from '../problem';

/** Where an upload stands when something answers. */
export type Stage = 'reserve' | 'send' | 'confirm';

/** What to do next. `wait` is in milliseconds. */
export type Decision =
  | { go: Stage; wait?: number; newId?: boolean }
  /** The end of this try: `again` says whether a further try of the same file can do better. */
  | { fail: true; again: boolean };

/** Tries after which an upload stops by itself and leaves it to a person. */
export const MOST_TRIES = 5;

/** Milliseconds before the next try: 1, 2, 4, 8 seconds. */
const patience = (tries: number) => 1000 * 2 ** Math.min(tries, 3);

/** After the store answered the bytes with a status (0: the line broke). */
export function afterSending(status: number, tries: number): Decision {
  // 412: the very bytes are there already, since an earlier try's answer was lost.
  if ((status >= 200 && status < 300) || status === 412) return { go: 'confirm' };
  if (tries >= MOST_TRIES) return { fail: true, again: true };
  // 403: the address has run out; the same upload gets a new one.
  if (status === 403) return { go: 'reserve' };
  if (status === 0 || status === 409 || status >= 500) return { go: 'reserve', wait: patience(tries) };
  return { fail: true, again: true };
}

/** After a function refused, or gave no answer. */
export function afterRefusal(stage: 'reserve' | 'confirm', refusal: ProblemError, tries: number): Decision {
  const { code, problem, retryAfter } = refusal;
  if (code === 'quota.exceeded') return { fail: true, again: true };
  if (problem.status === 413 || problem.status === 422) return { fail: true, again: false };
  if (tries >= MOST_TRIES) return { fail: true, again: true };
  if (code === 'upload.expired') return { go: 'reserve', newId: true };
  if (code === 'file.not_uploaded') return { go: 'reserve', wait: patience(tries) };
  if (problem.status === 429) return { go: stage, wait: (retryAfter ?? 2) * 1000 };
  if (problem.status === 0 || problem.status >= 500) return { go: stage, wait: patience(tries) };
  return { fail: true, again: true };
}

import { describe, expect, it } from 'vitest';
import { passes, pause, problemOf, unreachable } from './problem';

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });
const ours = { type: '/problems/too_many_requests', title: '請稍候', status: 429, code: 'too_many_requests' };

describe('too many people at once', () => {
  it.each([
    ['our own words', ours, 429],
    ["Amazon's own words", { message: 'Too Many Requests' }, 429],
    ['no body at all', null, 503],
    ["the words of Amazon's that say least", { message: 'Internal Server Error' }, 500],
  ])('is put off, in %s', (_, body, status) => {
    const problem = problemOf(body, answer(status, { 'retry-after': '7' }));
    expect(passes(problem)).toBe(true);
    expect(problem.problem.status).toBe(status);
    expect(pause(problem, 0, () => 0)).toBe(7000);
  });

  it('waits longer each time where nobody says how long, and never all for the same time', () => {
    const problem = problemOf(null, answer(429));
    expect([0, 1, 2, 3].map((tries) => pause(problem, tries, () => 0))).toEqual([1000, 2000, 4000, 4000]);
    expect(pause(problem, 0, () => 0.5)).toBe(1500);
  });

  it('is another thing than a refusal, and the same as no answer', () => {
    expect(passes(problemOf({ ...ours, status: 409, code: 'conflict' }, answer(409)))).toBe(false);
    expect(passes(unreachable())).toBe(true);
  });
});

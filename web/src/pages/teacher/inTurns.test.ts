import { expect, it } from 'vitest';
import { inTurns } from './inTurns';

it('makes every call, so many at once, and goes on after a failure', async () => {
  let running = 0;
  let most = 0;
  const turns = await inTurns([1, 2, 3, 4, 5, 6], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    if (item === 2) throw new Error('no');
    return item * 10;
  });
  expect(most).toBe(2);
  expect(turns.done.map(({ answer }) => answer).sort((a, b) => a - b)).toEqual([10, 30, 40, 50, 60]);
  expect(turns.failed).toEqual([new Error('no')]);
});

/** What became of many calls. */
export interface Turns<F, T> {
  done: { from: F; answer: T }[];
  failed: unknown[];
}

/** Makes one call for each item, so many at once; one that fails stops no other. */
export async function inTurns<F, T>(
  items: readonly F[],
  atOnce: number,
  call: (item: F) => Promise<T>,
): Promise<Turns<F, T>> {
  const turns: Turns<F, T> = { done: [], failed: [] };
  const waiting = [...items];
  const work = async () => {
    for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
      try {
        turns.done.push({ from, answer: await call(from) });
      } catch (error) {
        turns.failed.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return turns;
}

/** One tick, its undoing, or another place in the order. */
export type Change = { id: string; selected: boolean } | { id: string; by: 1 | -1 };

/** The ids after some changes: what is ticked goes to the end, what is moved changes place with its neighbour. */
export function applied(ids: readonly string[], changes: readonly Change[]): string[] {
  return changes.reduce<string[]>(
    (now, change) => {
      if ('by' in change) return moved(now, change.id, change.by);
      const others = now.filter((other) => other !== change.id);
      return change.selected ? [...others, change.id] : others;
    },
    [...ids],
  );
}

function moved(ids: string[], id: string, by: 1 | -1): string[] {
  const from = ids.indexOf(id);
  const neighbour = ids[from + by];
  if (from < 0 || neighbour === undefined) return ids;
  return ids.map((other) => (other === id ? neighbour : other === neighbour ? id : other));
}

/** One tick or its undoing. */
export interface Change {
  id: string;
  selected: boolean;
}

/** The ids after some changes, in the order in which they were ticked. */
export function applied(ids: readonly string[], changes: readonly Change[]): string[] {
  return changes.reduce<string[]>(
    (now, { id, selected }) => {
      const others = now.filter((other) => other !== id);
      return selected ? [...others, id] : others;
    },
    [...ids],
  );
}

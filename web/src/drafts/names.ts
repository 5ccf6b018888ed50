/** The kinds of forms that keep drafts. */
export type DraftArea = 'outcome' | 'performance';

/** What drafts are kept under: the kind of form, then what it makes or changes. */
export const draftNames = {
  newOutcome: () => 'outcome:new',
  outcome: (id: string) => `outcome:${id}`,
  newPerformance: (kind: string) => `performance:new:${kind}`,
  performance: (id: string) => `performance:${id}`,
};

/** The drafts among the names in a vault: a draft's files lie under its own name. */
export const draftsAmong = (names: readonly string[]) => names.filter((name) => !name.includes('/'));

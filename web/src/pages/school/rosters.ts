import type { Roster } from '../../api/types';

/** The rosters that somebody with these roles works on; an administrator looks at both. */
export function rostersOf(roles: readonly string[]): Roster[] {
  const administers = roles.includes('school_administrator');
  const rosters: Roster[] = [];
  if (administers || roles.includes('outcome_submitter')) rosters.push('learning_outcomes');
  if (administers || roles.includes('performance_submitter')) rosters.push('diverse_performances');
  return rosters;
}

import type { Roster } from '../../api/types';

/** Both rosters. */
export const rosters: readonly Roster[] = ['learning_outcomes', 'diverse_performances'];

/** The role that submits a roster. */
const submitter: Record<Roster, string> = {
  learning_outcomes: 'outcome_submitter',
  diverse_performances: 'performance_submitter',
};

/** The rosters that somebody with these roles submits. */
export const submittedBy = (roles: readonly string[]): Roster[] =>
  rosters.filter((roster) => roles.includes(submitter[roster]));

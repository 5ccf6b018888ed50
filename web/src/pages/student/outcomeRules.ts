import type { Window } from '../../api/types';

/** Whether the student may change or delete it: only while no teacher has it, and not certified. */
export const editable = (state: string) => state === 'draft' || state === 'returned';

/** The open upload window of a semester, if there is one. */
export const uploadWindow = (windows: readonly Window[], semester: string): Window | undefined =>
  windows.find(({ kind, period }) => kind === 'outcome_upload' && period === semester);

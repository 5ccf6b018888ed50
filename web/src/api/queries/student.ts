import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../client';
import type { Roster } from '../types';

const TEN_MINUTES_MS = 600_000;

const of = (student: string) => ({ params: { path: { student } } });

/** Everything of one student: what a write there makes stale. */
export const studentKey = (student: string) => ['student', student] as const;

export const dashboardQuery = (student: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'dashboard'],
    queryFn: () => answer(api.GET('/api/students/{student}/dashboard', { params: { path: { student } } })),
  });

export const coursesQuery = (student: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'courses'],
    staleTime: TEN_MINUTES_MS,
    queryFn: async () => (await answer(api.GET('/api/students/{student}/courses', of(student)))).items,
  });

export const outcomesQuery = (student: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'outcomes'],
    queryFn: async () =>
      (await answer(api.GET('/api/students/{student}/learning-outcomes', of(student)))).items,
  });

export const outcomeQuery = (student: string, outcome: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'outcomes', outcome],
    queryFn: () => {
      const params = { path: { student, outcome } };
      return answer(api.GET('/api/students/{student}/learning-outcomes/{outcome}', { params }));
    },
  });

export const performancesQuery = (student: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'performances'],
    queryFn: async () =>
      (await answer(api.GET('/api/students/{student}/diverse-performances', of(student)))).items,
  });

export const performanceQuery = (student: string, performance: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'performances', performance],
    queryFn: () => {
      const params = { path: { student, performance } };
      return answer(api.GET('/api/students/{student}/diverse-performances/{performance}', { params }));
    },
  });

export const selectionQuery = (student: string, year: number, roster: Roster) =>
  queryOptions({
    queryKey: [...studentKey(student), 'selection', year, roster],
    queryFn: () => {
      const params = { path: { student, year: String(year) } };
      return roster === 'learning_outcomes'
        ? answer(api.GET('/api/students/{student}/selections/{year}/learning-outcomes', { params }))
        : answer(api.GET('/api/students/{student}/selections/{year}/diverse-performances', { params }));
    },
  });

/** What the school sent to the central database for the student. */
export const sentItemsQuery = (student: string) =>
  queryOptions({
    queryKey: [...studentKey(student), 'submissions'],
    queryFn: async () => (await answer(api.GET('/api/students/{student}/submissions', of(student)))).items,
  });

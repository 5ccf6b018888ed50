import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../client';

/** The nights’ reports, the latest first. */
export const integrityReportsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['integrity'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET('/api/integrity/reports', { params: { query: { cursor, limit: 30 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** One night’s report with what differs. */
export const integrityReportQuery = (date: string) =>
  queryOptions({
    queryKey: ['integrity', date],
    queryFn: () => answer(api.GET('/api/integrity/reports/{date}', { params: { path: { date } } })),
  });

/** Whose files of a school a night found lost. */
export const affectedStudentsQuery = (date: string, school: string) =>
  queryOptions({
    queryKey: ['integrity', date, school],
    queryFn: async () => {
      const params = { path: { date }, query: { school } };
      return (await answer(api.GET('/api/integrity/reports/{date}/affected-students', { params }))).items;
    },
  });

import { queryOptions } from '@tanstack/react-query';
import { answer, api, everything } from '../client';

/** What waits for a teacher's certification, oldest first: one's own, or of whom one stands in for. */
export const certificationsQuery = (teacher: string | null) =>
  queryOptions({
    queryKey: ['certifications', teacher],
    queryFn: () =>
      everything((cursor) => {
        const query = { cursor, ...(teacher !== null && { for: teacher }) };
        return answer(api.GET('/api/certifications', { params: { query } }));
      }),
  });

/** The teachers for whom the reader stands in now. */
export const substitutionsQuery = () =>
  queryOptions({
    queryKey: ['substitutions'],
    queryFn: async () => (await answer(api.GET('/api/certifications/substitutions'))).items,
  });

/** The reasons for a return that the teacher keeps. */
export const phrasesQuery = () =>
  queryOptions({
    queryKey: ['return-phrases'],
    queryFn: async () => (await answer(api.GET('/api/certifications/phrases'))).phrases,
  });

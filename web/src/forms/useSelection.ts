import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client';
import { dashboardQuery, selectionQuery } from '../api/queries/student';
import { applied, type Change } from '../api/selection';
import type { Roster } from '../api/types';

/**
 * A year's selection with ticks that show at once. They are sent one after the other, each on the
 * version that the last one left; a refused one is taken back and says why.
 */
export function useSelection(
  student: string,
  year: number,
  roster: Roster,
  onRefused: (error: Error) => void,
) {
  const queries = useQueryClient();
  const options = selectionQuery(student, year, roster);
  const query = useQuery(options);
  const [pending, setPending] = useState<readonly Change[]>([]);

  const put = useMutation({
    scope: { id: options.queryKey.join(' ') },
    mutationFn: async (change: Change) => {
      const known = queries.getQueryData(options.queryKey) ?? (await queries.fetchQuery(options));
      const body = { ids: applied(known.ids, [change]), version: known.version };
      const params = { path: { student, year: String(year) } };
      return roster === 'learning_outcomes'
        ? answer(api.PUT('/api/students/{student}/selections/{year}/learning-outcomes', { params, body }))
        : answer(api.PUT('/api/students/{student}/selections/{year}/diverse-performances', { params, body }));
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: options.queryKey });
      setPending((changes) => [...changes, change]);
    },
    onSuccess: (selection) => queries.setQueryData(options.queryKey, selection),
    onError: async (error) => {
      onRefused(error);
      await queries.refetchQueries({ queryKey: options.queryKey });
    },
    onSettled: (_selection, _error, change) => {
      setPending((changes) => changes.filter((other) => other !== change));
      void queries.invalidateQueries({ queryKey: dashboardQuery(student).queryKey });
    },
  });

  return {
    query,
    /** What is ticked, as it will be when everything sent has arrived. */
    selected: applied(query.data?.ids ?? [], pending),
    change: (change: Change) => put.mutate(change),
  };
}

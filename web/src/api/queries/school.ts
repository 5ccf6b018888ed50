import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, everything } from '../client';
import type { Roster } from '../types';

/** The most rows of one answer. */
const MOST_ROWS = 200;

const of = (school: string) => ({ params: { path: { school } } });

export const classesQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'classes'],
    queryFn: async () => (await answer(api.GET('/api/schools/{school}/classes', of(school)))).items,
  });

export const classStudentsQuery = (school: string, name: string) =>
  queryOptions({
    queryKey: ['school', school, 'classes', name],
    queryFn: async () => {
      const params = { path: { school, class: name } };
      return (await answer(api.GET('/api/schools/{school}/classes/{class}/students', { params }))).items;
    },
  });

/** Everybody who works at the school. */
export const staffQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'staff'],
    queryFn: () =>
      everything((cursor) => {
        const params = { path: { school }, query: { cursor, limit: MOST_ROWS } };
        return answer(api.GET('/api/schools/{school}/staff', { params }));
      }),
  });

export const batchesQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'batches'],
    queryFn: () =>
      everything((cursor) => {
        const params = { path: { school }, query: { cursor } };
        return answer(api.GET('/api/schools/{school}/central-submissions', { params }));
      }),
  });

export const batchQuery = (school: string, batch: string) =>
  queryOptions({
    queryKey: ['school', school, 'batches', batch],
    queryFn: () => {
      const params = { path: { school, batch } };
      return answer(api.GET('/api/schools/{school}/central-submissions/{batch}', { params }));
    },
  });

/** The rows of a batch; another version of the batch has other results. */
export const batchItemsQuery = (school: string, batch: string, version: number) =>
  infiniteQueryOptions({
    queryKey: ['school', school, 'batches', batch, 'items', version],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const params = { path: { school, batch }, query: { cursor, limit: MOST_ROWS } };
      return answer(api.GET('/api/schools/{school}/central-submissions/{batch}/items', { params }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Of one class, or of all where its name is empty. */
export const selectionProgressQuery = (school: string, year: number, roster: Roster, name: string) =>
  infiniteQueryOptions({
    queryKey: ['school', school, 'selection-progress', year, roster, name],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const query = { cursor, class: name === '' ? undefined : name };
      const params = { path: { school, year: String(year), roster }, query };
      return answer(api.GET('/api/schools/{school}/selection-progress/{year}/{roster}', { params }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const settingsQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'settings'],
    queryFn: () => answer(api.GET('/api/schools/{school}/settings', of(school))),
  });

export const settingsHistoryQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'settings', 'history'],
    queryFn: async () => (await answer(api.GET('/api/schools/{school}/settings/history', of(school)))).items,
  });

export const windowsQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'windows'],
    queryFn: async () => (await answer(api.GET('/api/schools/{school}/windows', of(school)))).items,
  });

export const windowHistoryQuery = (school: string, kind: string, period: string) =>
  queryOptions({
    queryKey: ['school', school, 'windows', kind, period],
    queryFn: async () => {
      const params = { path: { school, kind, period } };
      return (await answer(api.GET('/api/schools/{school}/windows/{kind}/{period}/history', { params })))
        .items;
    },
  });

export const problemReportsQuery = (school: string) =>
  queryOptions({
    queryKey: ['school', school, 'problem-reports'],
    queryFn: () =>
      everything((cursor) => {
        const params = { path: { school }, query: { cursor } };
        return answer(api.GET('/api/schools/{school}/problem-reports', { params }));
      }),
  });

import { queryOptions } from '@tanstack/react-query';
import { answer, api, everything } from '../client';
import { problemOf } from '../problem';

/** What the signed-in person is told about the account: quota and notices. */
export const accountQuery = () =>
  queryOptions({ queryKey: ['account'], queryFn: () => answer(api.GET('/api/account')) });

/** The person's stored files and what uses each. */
export const filesQuery = () =>
  queryOptions({
    queryKey: ['files'],
    queryFn: () => everything((cursor) => answer(api.GET('/api/files', { params: { query: { cursor } } }))),
  });

/** The keys by which anybody can verify a receipt. */
export const receiptKeysQuery = () =>
  queryOptions({
    queryKey: ['receipt-keys'],
    staleTime: Infinity,
    queryFn: async () => (await answer(api.GET('/api/receipt-keys'))).keys,
  });

/** The ten kinds of diverse performances and their fields. */
export const kindsQuery = () =>
  queryOptions({
    queryKey: ['diverse-performance-kinds'],
    staleTime: Infinity,
    queryFn: async () => (await answer(api.GET('/api/diverse-performance-kinds'))).items,
  });

/** The receipt of a stored file: confirming again changes nothing and answers the same. */
export const receiptQuery = (file: string) =>
  queryOptions({
    queryKey: ['receipt', file],
    staleTime: Infinity,
    queryFn: async () => {
      const call = api.POST('/api/files/{file}/confirm', { params: { path: { file } } });
      return (await answer(call)).receipt ?? null;
    },
  });

/** The bytes of a file, under the type that was verified when it was accepted. */
export const fileBytesQuery = (file: string, mediaType: string) =>
  queryOptions({
    queryKey: ['file-bytes', file],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const { url } = await answer(api.GET('/api/files/{file}', { params: { path: { file } } }));
      const response = await fetch(url, { signal, credentials: 'omit' });
      if (!response.ok) throw problemOf(null, response);
      return new Blob([await response.arrayBuffer()], { type: mediaType });
    },
  });

/** Whether reminders also come by mail, and to which address. */
export const reminderMailQuery = () =>
  queryOptions({
    queryKey: ['reminder-mail'],
    queryFn: () => answer(api.GET('/api/account/reminder-mail')),
  });

/** The page of regulations and documents that the city keeps. */
export const documentsQuery = () =>
  queryOptions({ queryKey: ['documents'], queryFn: () => answer(api.GET('/api/documents')) });

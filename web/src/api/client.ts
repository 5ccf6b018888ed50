import createClient from 'openapi-fetch';
import { language } from '../i18n';
import { problemOf, unreachable } from './problem';
import { session } from './current';
import type { paths } from './schema';

/** Sends a call with the token, and once more with a new one if the old was refused. */
async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.token();
  const response = await send(request, token);
  if (response.status !== 401 || token === null) return response;
  if (!(await session.refresh())) return response;
  return send(again, await session.token());
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  request.headers.set('accept-language', language());
  return fetch(request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  });
}

/** The functions, typed from the API's own description. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorised });

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer, or the refusal as an exception. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(error, response);
  return data as T;
}

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** All pages of a list that is short by its nature (a student's items, a school's classes). */
export async function everything<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await page(cursor);
    items.push(...more);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

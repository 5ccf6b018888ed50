// A student's selection as a journey finds or empties it.
import type { Page } from 'playwright-core';
import { Caller, type Person } from './people.ts';

interface Selection {
  ids: string[];
  limit: number;
  version: number;
}

/** Somebody with nothing selected of the roster. */
export async function fresh(student: Person, roster: 'diverse-performances' | 'learning-outcomes') {
  const caller = await Caller.of(student);
  const base = `/api/students/${caller.account.id}`;
  const path = `${base}/selections/115/${roster}`;
  const now = () => caller.call<Selection>('GET', path);
  const { limit, version } = await now();
  await caller.call('PUT', path, { ids: [], version });
  const { items } = await caller.call<{ items: { id: string; title: string; year: number }[] }>(
    'GET',
    `${base}/${roster}`,
  );
  const titles = items.filter(({ year }) => year === 115).map(({ title }) => title);
  const selected = async () => (await now()).ids.length;
  /** Enters a performance of the year. */
  const add = (name: string) =>
    caller.call('POST', `${base}/diverse-performances`, {
      kind: 'creative_work',
      year: 115,
      fields: { name, date: '2026-10-10', description: '手繪河岸步道，標出四季的樹。' },
    });
  return { student, titles, selected, limit, now, add };
}

/** The answer to a change that leaves so many items selected. */
export const stored = (page: Page, count: number) =>
  page.waitForResponse(
    async (answer) =>
      answer.request().method() === 'PUT' &&
      answer.ok() &&
      ((await answer.json()) as Selection).ids.length === count,
  );

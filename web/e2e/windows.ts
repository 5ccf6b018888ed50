// A window of a school, as a journey moves it.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Caller } from './people.ts';

/** As the functions list it. */
export interface WindowItem {
  kind: string;
  period: string;
  opens_at: string;
  closes_at: string;
  version: number;
}

/** The window of this kind at the school of its administrator, and what moves its ends and puts them back. */
export async function windowOf(office: Caller, kind: string) {
  const path = `/api/schools/${office.account.school?.code}/windows`;
  const now = async () => {
    const { items } = await office.call<{ items: WindowItem[] }>('GET', path);
    const found = items.find((item) => item.kind === kind);
    assert.ok(found, kind);
    return found;
  };
  const { period, opens_at, closes_at } = await now();
  const meant = { opens_at, closes_at };
  const move = async (to: Partial<typeof meant>) => {
    const { version, ...stands } = await now();
    const { opens_at: from, closes_at: until } = { ...stands, ...to };
    if (from === stands.opens_at && until === stands.closes_at) return;
    await office.call('PUT', `${path}/${kind}/${period}`, { opens_at: from, closes_at: until, version });
  };
  const close = (at: string) => move({ closes_at: at });
  return { now, move, close, reopen: () => move(meant) };
}

/** Shows the page again until it says so: a change is spread to all students by and by. */
export async function reloadUntil(page: Page, text: string | RegExp): Promise<void> {
  for (let time = 0; time < 20; time += 1) {
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const found = page.getByText(text).first();
    if (
      await found.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`the page never says ${String(text)}`);
}

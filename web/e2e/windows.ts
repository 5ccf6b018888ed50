// A window of a school, as a journey moves it.
import assert from 'node:assert/strict';
import type { Caller } from './people.ts';

/** As the functions list it. */
export interface WindowItem {
  kind: string;
  period: string;
  opens_at: string;
  closes_at: string;
  version: number;
}

/** The window of this kind at the school of its administrator, and what moves its end and puts it back. */
export async function windowOf(office: Caller, kind: string) {
  const path = `/api/schools/${office.account.school?.code}/windows`;
  const now = async () => {
    const { items } = await office.call<{ items: WindowItem[] }>('GET', path);
    const found = items.find((item) => item.kind === kind);
    assert.ok(found, kind);
    return found;
  };
  const { period, opens_at, closes_at: meant } = await now();
  const close = async (at: string) => {
    const { version, closes_at } = await now();
    if (closes_at === at) return;
    await office.call('PUT', `${path}/${kind}/${period}`, { opens_at, closes_at: at, version });
  };
  return { now, close, reopen: () => close(meant) };
}

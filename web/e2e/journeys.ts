import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { phone, type Size, sizes, startBrowser, Visitor } from './browser.ts';
import { Caller, type Person, quotaOf } from './people.ts';

export interface Stage {
  browser: Browser;
  size: Size;
  /** 0 for the first size, 1 for the second: journeys that change things take another person each time. */
  turn: number;
  /** Closes the visitor when the journey is over, and fails it if the browser complained. */
  watch: (visitor: Visitor, expected?: RegExp) => Visitor;
  /** Somebody who signed in here before, on the page of an address, and watched. */
  enter: (who: Person, path: string, expected?: RegExp) => Promise<Visitor>;
  /** The same, with what the functions know of somebody with files before anything is done. */
  begin: (who: Person, path: string, expected?: RegExp) => Promise<Beginning>;
}

interface Beginning {
  caller: Caller;
  /** The space that is taken. */
  before: { used: number; pending: number };
  visitor: Visitor;
  page: Visitor['page'];
}

/** Every journey is played on a phone and on one of the larger sizes, in turns; `SIZES=all` plays all. */
function sizesOf(place: number): readonly Size[] {
  if (process.env.SIZES === 'all') return sizes;
  const larger = sizes.filter((size) => size !== phone);
  return [phone, larger[place % larger.length] ?? phone];
}

/** Journeys of one area, told once a size. */
export function journeys(area: string, all: Record<string, (stage: Stage) => Promise<void>>): void {
  describe(area, { concurrency: 1 }, () => {
    let browser: Browser;
    before(async () => {
      browser = await startBrowser();
    });
    after(() => browser.close());

    Object.entries(all).forEach(([title, play], place) => {
      sizesOf(place).forEach((size, turn) => {
        it(`${title} (${size.name})`, async () => {
          const watched: { visitor: Visitor; expected?: RegExp }[] = [];
          const watch: Stage['watch'] = (visitor, expected) => {
            watched.push({ visitor, expected });
            return visitor;
          };
          const enter: Stage['enter'] = async (who, path, expected) =>
            watch(await Visitor.enter(browser, size, who, path), expected);
          const begin: Stage['begin'] = async (who, path, expected) => {
            const caller = await Caller.of(who);
            const before = await quotaOf(caller);
            const visitor = await enter(who, path, expected);
            return { caller, before, visitor, page: visitor.page };
          };
          try {
            await play({ browser, size, turn, watch, enter, begin });
            for (const { visitor, expected } of watched) {
              const complaints = visitor.complaints.filter((text) => expected?.test(text) !== true);
              assert.deepEqual(complaints, []);
            }
          } catch (error) {
            const name = `failed-${area}-${place}-${size.name}`;
            for (const { visitor } of watched) await visitor.picture(name).catch(() => undefined);
            throw error;
          } finally {
            for (const { visitor } of watched) await visitor.close();
          }
        });
      });
    });
  });
}

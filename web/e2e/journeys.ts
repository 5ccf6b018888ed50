import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { phone, type Size, sizes, startBrowser, type Visitor } from './browser.ts';

interface Stage {
  browser: Browser;
  size: Size;
  /** 0 for the first size, 1 for the second: journeys that change things take another person each time. */
  turn: number;
  /** Closes the visitor when the journey is over, and fails it if the browser complained. */
  watch: (visitor: Visitor, expected?: RegExp) => Visitor;
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
          try {
            await play({ browser, size, turn, watch });
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

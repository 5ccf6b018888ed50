// What the first pages weigh. Bytes are counted, not timed, so that the page that grows too heavy fails at once.
import assert from 'node:assert/strict';
import { journeys } from './journeys.ts';
import { Visitor } from './browser.ts';
import { measuredPages, MOST_KB, scriptsKb } from './firstLoad.ts';
import { goTo } from './pages.ts';
import { person } from './people.ts';

/** Kept free under the bar for what the pages will have to learn. */
const ROOM_KB = 10;

journeys(
  'the first load',
  Object.fromEntries(
    measuredPages.map(({ name, role, path }) => [
      `of the ${name} is light`,
      async ({ browser, size, watch }) => {
        const visitor = watch(await Visitor.open(browser, size));
        if (role !== null) await visitor.takeSession(await person(role));
        const scripts: string[] = [];
        visitor.page.on('request', (request) => {
          if (request.resourceType() === 'script') scripts.push(request.url());
        });
        await goTo(visitor, { path });
        await visitor.page.waitForLoadState('networkidle');
        assert.ok(scripts.length > 0, 'no script was loaded');
        const kb = scriptsKb(scripts);
        assert.ok(kb <= MOST_KB - ROOM_KB, `${kb.toFixed(1)} kB of scripts, more than ${MOST_KB - ROOM_KB}`);
      },
    ]),
  ),
);

// Ticking: at once, in an order, up to the limit, with the reason where it is refused; and on paper.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person } from './people.ts';

const PAGE = '/selections/diverse-performances';
const isSelection = (url: URL) => url.pathname.endsWith('/selections/115/diverse-performances');

interface Selection {
  ids: string[];
  version: number;
}

/** Somebody with performances, and nothing selected. */
async function fresh(place: number) {
  const student = await person('student', place);
  const caller = await Caller.of(student);
  const base = `/api/students/${caller.account.id}`;
  const path = `${base}/selections/115/diverse-performances`;
  const { version } = await caller.call<Selection>('GET', path);
  await caller.call('PUT', path, { ids: [], version });
  const { items } = await caller.call<{ items: { title: string; year: number }[] }>(
    'GET',
    `${base}/diverse-performances`,
  );
  const titles = items.filter(({ year }) => year === 115).map(({ title }) => title);
  const selected = async () => (await caller.call<Selection>('GET', path)).ids.length;
  return { student, titles, selected };
}

journeys('selection', {
  'items are ticked, put in order, and printed in it': async ({ browser, size, turn, watch }) => {
    const { student, titles, selected } = await fresh(8 + turn);
    const [one, two] = titles;
    assert.ok(one && two, 'two performances');
    const visitor = watch(await Visitor.enter(browser, size, student, PAGE));
    const { page } = visitor;
    for (const title of [one, two]) {
      const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT');
      await page.getByRole('checkbox', { name: title }).check();
      assert.ok((await stored).ok());
    }
    assert.equal(await selected(), 2);
    const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: `「${two}」往前移` }).click();
    await stored;
    await page.getByRole('link', { name: '列印確認單' }).click();
    await page.getByRole('heading', { level: 1, name: '勾選確認單' }).waitFor();
    const rows = page.getByRole('article').getByRole('listitem');
    await rows.first().waitFor();
    const printed = await rows.allTextContents();
    assert.deepEqual([printed[0]?.startsWith(two), printed[1]?.startsWith(one)], [true, true]);
  },

  'a tick that is refused is taken off again, and the reason is said': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const { student, titles, selected } = await fresh(8 + turn);
    const [one] = titles;
    assert.ok(one, 'a performance');
    const visitor = watch(await Visitor.enter(browser, size, student, PAGE), /Failed to load resource/);
    const { page } = visitor;
    const refusal = { code: 'selection.window_closed', title: '勾選期間已經結束。', status: 409 };
    await visitor.context.route(isSelection, (route) =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 409, contentType: 'application/problem+json', json: refusal })
        : route.continue(),
    );
    const box = page.getByRole('checkbox', { name: one });
    await box.click();
    await page.getByText('勾選期間已經結束。').waitFor();
    await page.getByRole('checkbox', { name: one, checked: false }).waitFor();
    assert.equal(await selected(), 0);
  },
});

// Ticking: at once, in an order, up to the limit, with the reason where it is refused; and on paper.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { journeys } from './journeys.ts';
import { certifiedOf, type Outcome } from './outcomes.ts';
import { Caller, person, personElsewhere } from './people.ts';
import { fresh, stored } from './selections.ts';
import { windowOf } from './windows.ts';

const PAGE = '/selections/diverse-performances';
const REFUSED = /Failed to load resource/;

/** Why it cannot be ticked, and whatever else describes the check box. */
async function describedAs(page: Page, title: string): Promise<string> {
  const box = page.getByRole('checkbox', { name: title, exact: true });
  return page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`).innerText();
}

journeys('selection', {
  'items are ticked, put in order, and printed in it': async ({ turn, enter }) => {
    const { student, titles, selected } = await fresh(
      await person('student', 8 + turn),
      'diverse-performances',
    );
    const [one, two] = titles;
    assert.ok(one && two, 'two performances');
    const { page } = await enter(student, PAGE);
    for (const [place, title] of [one, two].entries()) {
      const arrived = stored(page, place + 1);
      await page.getByRole('checkbox', { name: title }).check();
      await arrived;
    }
    assert.equal(await selected(), 2);
    const arrived = stored(page, 2);
    await page.getByRole('button', { name: `「${two}」往前移` }).click();
    await arrived;
    await page.getByRole('link', { name: '列印確認單' }).click();
    await page.getByRole('heading', { level: 1, name: '勾選確認單' }).waitFor();
    const rows = page.getByRole('article').getByRole('listitem');
    await rows.first().waitFor();
    const printed = await rows.allTextContents();
    assert.deepEqual([printed[0]?.startsWith(two), printed[1]?.startsWith(one)], [true, true]);
  },

  'a tick after the close is taken off again, and the reason is said': async ({ turn, enter }) => {
    const { student, titles, selected } = await fresh(
      await person('student', 8 + turn),
      'diverse-performances',
    );
    const [one] = titles;
    assert.ok(one, 'a performance');
    const office = await Caller.of(await person('school_administrator'));
    const window = await windowOf(office, 'performance_selection');
    const { page } = await enter(student, PAGE, REFUSED);
    const box = page.getByRole('checkbox', { name: one, exact: true });
    await box.waitFor();
    assert.ok(await box.isEnabled());
    try {
      await window.close(new Date(Date.now() - 60_000).toISOString());
      await box.click();
      await page.getByText('目前不在開放期間內。').waitFor();
      await page.getByRole('checkbox', { name: one, exact: true, checked: false, disabled: true }).waitFor();
      await page.getByText('還沒有勾選').waitFor();
      assert.match(await describedAs(page, one), /不在勾選期間/);
      assert.equal(await selected(), 0);
    } finally {
      await window.reopen();
    }
  },

  'a tick that comes after one elsewhere is taken off again, and the other is shown': async ({
    turn,
    enter,
  }) => {
    const { student, titles, now } = await fresh(await person('student', 8 + turn), 'diverse-performances');
    const [one, two] = titles;
    assert.ok(one && two, 'two performances');
    const first = await enter(student, PAGE, REFUSED);
    await first.page.getByRole('checkbox', { name: one, exact: true }).waitFor();
    const second = await enter(student, PAGE);
    const arrived = stored(second.page, 1);
    await second.page.getByRole('checkbox', { name: two, exact: true }).check();
    await arrived;

    const { page } = first;
    await page.getByRole('checkbox', { name: one, exact: true }).click();
    await page.getByText('資料已被更新，請重新整理後再修改一次。').waitFor();
    await page.getByRole('checkbox', { name: one, exact: true, checked: false }).waitFor();
    await page.getByRole('checkbox', { name: two, exact: true, checked: true }).waitFor();
    assert.equal((await now()).ids.length, 1);
    // What is shown now is what stands, so the next tick counts.
    const again = stored(page, 2);
    await page.getByRole('checkbox', { name: one, exact: true }).check();
    await again;
    assert.equal((await now()).ids.length, 2);
  },

  'no more can be ticked than the school year takes, until one is taken out': async ({ turn, enter }) => {
    const { student, selected, limit, add } = await fresh(
      await personElsewhere('student', turn),
      'diverse-performances',
    );
    const titles = Array.from({ length: limit + 1 }, (_, place) => `第 ${place + 1} 幅速寫`);
    for (const title of titles) await add(title);
    const [first, last] = [titles.at(0), titles.at(-1)];
    assert.ok(first && last, 'as many as are allowed, and one more');

    const { page } = await enter(student, PAGE);
    const box = (title: string) => page.getByRole('checkbox', { name: title, exact: true });
    const counted = async (count: number) => {
      const words = `已勾選 ${count} 件，上限 ${limit} 件，還可勾選 ${limit - count} 件`;
      const dots = page.getByRole('img', { name: `多元表現：${words}` });
      await dots.waitFor();
      assert.equal(await dots.locator('span').count(), limit);
      await page.getByText(`${count} / ${limit}`, { exact: true }).waitFor();
    };
    const full = stored(page, limit);
    // One after the other, as quickly as they can be clicked.
    for (const title of titles.slice(0, limit)) await box(title).check();
    await full;
    await counted(limit);
    assert.equal(await selected(), limit);
    const unticked = page.getByRole('checkbox', { checked: false });
    assert.ok((await unticked.count()) > 0);
    for (const one of await unticked.all()) assert.ok(await one.isDisabled());
    assert.match(await describedAs(page, last), /已達勾選上限，請先取消其他項目/);
    assert.ok(await box(first).isEnabled());

    const fewer = stored(page, limit - 1);
    await box(first).uncheck();
    await fewer;
    await counted(limit - 1);
    for (const one of await unticked.all()) assert.ok(await one.isEnabled());
    assert.equal(await page.getByText('已達勾選上限').count(), 0);
    const again = stored(page, limit);
    await box(last).check();
    await again;
    await counted(limit);
    assert.equal(await selected(), limit);
  },

  'outcomes are put in order both ways, with the files that will be sent': async ({ size, turn, enter }) => {
    const student = await personElsewhere('student', turn);
    const made: Outcome[] = [];
    for (const name of ['甲', '乙', '丙']) made.push(await certifiedOf(student, `順序${name} ${size.name}`));
    const { now } = await fresh(student, 'learning-outcomes');
    const { page } = await enter(student, '/selections/learning-outcomes');
    for (const [place, { title }] of made.entries()) {
      const arrived = stored(page, place + 1);
      await page.getByRole('checkbox', { name: title, exact: true }).check();
      await arrived;
    }
    const rows = page.getByRole('main').locator('ol').getByRole('listitem');
    const stands = async (...places: number[]) => {
      const wanted = places.map((place) => made[place]);
      assert.deepEqual(
        (await now()).ids,
        wanted.map((outcome) => outcome?.id),
      );
      for (const [place, text] of (await rows.allInnerTexts()).entries()) {
        assert.ok(text.startsWith(wanted[place]?.title ?? '-'), text);
        assert.ok(text.includes(`${wanted[place]?.document?.name}（1 KB）`), text);
      }
    };
    const move = async (place: number, where: '往前移' | '往後移') => {
      const arrived = stored(page, made.length);
      await page.getByRole('button', { name: `「${made[place]?.title}」${where}`, exact: true }).click();
      await arrived;
    };
    await stands(0, 1, 2);
    await move(0, '往後移');
    await stands(1, 0, 2);
    await move(2, '往前移');
    await stands(1, 2, 0);
    for (const [place, where] of [
      [1, '往前移'],
      [0, '往後移'],
    ] as const) {
      const beyond = page.getByRole('button', { name: `「${made[place]?.title}」${where}`, exact: true });
      assert.ok(await beyond.isDisabled());
    }
    await page.reload();
    await rows.first().waitFor();
    await stands(1, 2, 0);
  },
});

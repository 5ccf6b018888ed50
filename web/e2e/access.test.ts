// Without a mouse, without motion: a dialog gives the focus back, and nothing moves for whoever asked for
// that.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { press } from './keyboard.ts';
import { person } from './people.ts';

/** Whatever is shorter is seen by nobody, in seconds. */
const UNSEEN_S = 0.001;

/** What moves on the page for longer than anybody can see. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate((unseen) => {
    const longest = (text: string) => Math.max(...text.split(',').map((part) => parseFloat(part)));
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } =
          getComputedStyle(element);
        const animated = animationName !== 'none' && longest(animationDuration) > unseen;
        return animated || longest(transitionDuration) > unseen || scrollBehavior === 'smooth';
      })
      .map((element) => element.outerHTML.slice(0, 120));
  }, UNSEEN_S);

journeys('access', {
  'a dialog takes the focus, keeps it, and gives it back': async ({ enter }) => {
    const { page } = await enter(await person('student', 11), '/files');
    const opener = page.getByRole('button', { name: /^收據/ }).first();
    await press(page, opener);
    const dialog = page.getByRole('dialog', { name: '檔案收據' });
    await dialog.getByText(/^[0-9a-f]{64}$/).waitFor();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      // Between the last stop and the first lies the browser's own frame.
      const outside = await page.evaluate(
        () => document.activeElement !== document.body && !document.activeElement?.closest('dialog'),
      );
      assert.equal(outside, false, 'the focus left the dialog');
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await opener.evaluate((element) => element === document.activeElement), 'the focus is lost');
  },

  'nothing moves for whoever asked for that': async ({ browser, size, watch }) => {
    const student = await person('student', 11);
    for (const reducedMotion of [true, false]) {
      const visitor = watch(await Visitor.enter(browser, size, student, '/outcomes', { reducedMotion }));
      const { page } = visitor;
      await page.getByRole('table').waitFor();
      const found = await moving(page);
      await page.goto('/files');
      await page
        .getByRole('button', { name: /^預覽|^下載/ })
        .first()
        .click();
      found.push(...(await moving(page)));
      if (reducedMotion) assert.deepEqual(found, []);
      else assert.notDeepEqual(found, [], 'the check sees no motion where there is some');
    }
  },
});

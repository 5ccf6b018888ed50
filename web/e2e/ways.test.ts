// The ways through the app: links, the browser's own buttons, addresses that somebody was given, and pages that cannot be had.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { desktop, Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { person } from './people.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const pathOf = (page: Page) => new URL(page.url()).pathname;
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** What the browser says of a page's code that cannot be had. */
const BROKEN_LINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch dynamically imported module/;

journeys('the ways', {
  'lead there and back, and each page is where it was left': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await person('student'), '/outcomes'));
    const { page } = visitor;
    const link = page.getByRole('table').getByRole('link').last();
    await link.waitFor();
    await page.setViewportSize({ width: size.width, height: 400 });
    await link.scrollIntoViewIfNeeded();
    const left = await scrolled(page);
    assert.ok(left > 0, 'the list is long enough to scroll');
    const title = (await link.textContent()) ?? '';
    await link.click();
    await heading(page, title).waitFor();
    assert.equal(await scrolled(page), 0);
    assert.equal(await page.locator('h1').evaluate((title) => title === document.activeElement), true);

    await page.goBack();
    await heading(page, '課程學習成果').waitFor();
    await page.waitForFunction((left) => Math.abs(window.scrollY - left) < 2, left);
    await page.goForward();
    await heading(page, title).waitFor();
    await page.reload();
    await heading(page, title).waitFor();
    await page.goBack();
    await heading(page, '課程學習成果').waitFor();
    await page.waitForFunction((left) => Math.abs(window.scrollY - left) < 2, left);
  },

  'begin at the sign-in and end at the address one was given': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.open(browser, size));
    const { page } = visitor;
    await page.goto('/performances/new?kind=competition');
    await visitor.fillSignIn(await person('student'));
    await heading(page, '新增多元表現').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('kind'), 'competition');

    const stranger = watch(await Visitor.open(browser, size));
    await stranger.page.goto('/sign-in?back=//evil.example/outcomes');
    await stranger.fillSignIn(await person('student'));
    await stranger.page.getByRole('button', { name: '登出' }).waitFor();
    assert.equal(pathOf(stranger.page), '/dashboard');
  },

  'say in the menu where one is': async ({ browser, watch }) => {
    const visitor = watch(await Visitor.enter(browser, desktop, await person('student'), '/outcomes'));
    const { page } = visitor;
    const here = page.getByRole('navigation', { name: '選單' }).locator('a[aria-current]');
    assert.equal(await here.getAttribute('aria-current'), 'page');
    await page.goto('/outcomes/new');
    await heading(page, '上傳學習成果').waitFor();
    assert.equal(await here.textContent(), '課程學習成果');
    assert.equal(await here.getAttribute('aria-current'), 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    assert.equal(pathOf(page), '/outcomes/new');
  },

  'open another tab when the browser is asked to': async ({ browser, watch }) => {
    const visitor = watch(await Visitor.enter(browser, desktop, await person('student'), '/dashboard'));
    const { page, context } = visitor;
    const opened = context.waitForEvent('page');
    await page
      .getByRole('navigation', { name: '選單' })
      .getByRole('link', { name: '課程學習成果' })
      .click({ modifiers: ['Control'] });
    const other = await opened;
    await heading(other, '課程學習成果').waitFor();
    assert.equal(pathOf(page), '/dashboard');
  },

  'go on when a page cannot be had and then can': async ({ browser, size, watch }) => {
    const visitor = watch(
      await Visitor.enter(browser, size, await person('student'), '/dashboard'),
      BROKEN_LINE,
    );
    const { page, context } = visitor;
    await context.setOffline(true);
    const menu = page.getByRole('button', { name: '選單' });
    if (await menu.isVisible()) await menu.click();
    await page.getByRole('navigation', { name: '選單' }).getByRole('link', { name: '我的檔案' }).click();
    const failed = page.getByRole('alert').filter({ hasText: '連不上系統' });
    await failed.waitFor();
    await visitor.picture(`ways-offline-${size.name}`);
    await failed.getByRole('button', { name: '再試一次' }).click();
    await failed.waitFor();
    // Back is where one was, without asking anybody.
    await page.goBack();
    await heading(page, /你好/).waitFor();
    await page.goForward();
    await failed.waitFor();
    await context.setOffline(false);
    await failed.getByRole('button', { name: '再試一次' }).click();
    await heading(page, '我的檔案').waitFor();
  },

  'say that the line is broken where the page is at hand and its content is not, and go on by themselves':
    async ({ enter }) => {
      const { page, context } = await enter(await person('student'), '/outcomes/new', BROKEN_LINE);
      await page.goto('/outcomes');
      await page.getByRole('table').waitFor();
      await context.setOffline(true);
      await page.getByRole('main').getByRole('link', { name: '上傳學習成果' }).first().click();
      const failed = page.getByRole('alert').filter({ hasText: '連不上系統' });
      await failed.waitFor();
      await context.setOffline(false);
      await page.getByLabel('名稱').waitFor();
      assert.equal(await failed.count(), 0);
    },
});

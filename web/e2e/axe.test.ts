// Nothing for axe to find, and nothing that runs out of a narrow screen: every page at two sizes and in
// one of the languages and colour schemes in turns; `AXE=all` goes through the full grid.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import {
  desktop,
  type Language,
  phone,
  type Scheme,
  type Size,
  sizes,
  startBrowser,
  tablet,
} from './browser.ts';
import { type AppPage, lookAt } from './pages.ts';
import { Tour } from './tour.ts';

interface Looks {
  language: Language;
  schemes: readonly Scheme[];
  sizes: readonly Size[];
}

const ALL = process.env.AXE === 'all';
/** The narrowest screen that content must fit: 1280 pixels at 400 %. */
const NARROWEST = { width: 320, height: 640 };
/** A desk at 200 %: what a browser's zoom makes of 1280 x 800. */
const ZOOMED = { width: desktop.width / 2, height: desktop.height / 2 };

/** What the browser says of a call that was refused, and of a page's code while the line is broken. */
const EXPECTED = /Failed to load resource|Failed to fetch dynamically imported module/;

/** What a page is looked at in. */
function looksOf(place: number): Looks[] {
  const schemes = ['light', 'dark'] as const;
  if (ALL) return (['zh-TW', 'en'] as const).map((language) => ({ language, schemes, sizes }));
  const scheme = schemes[place % 2] ?? 'light';
  const language = place % 4 < 2 ? 'zh-TW' : 'en';
  return [{ language, schemes: [scheme], sizes: [phone, place % 3 === 0 ? tablet : desktop] }];
}

describe('every page', { concurrency: 1 }, async () => {
  let browser: Browser;
  let tour: Tour;
  before(async () => {
    browser = await startBrowser();
    tour = new Tour(browser, desktop);
  });
  after(async () => {
    await tour.close();
    await browser.close();
  });

  (await Tour.pages()).forEach((page, place) => {
    for (const looks of looksOf(place)) {
      const sized = looks.sizes.map(({ name }) => name).join(', ');
      it(`${page.name} (${looks.language}, ${looks.schemes.join(' and ')}, ${sized})`, async () => {
        await examine(tour, page, looks);
      });
    }
  });
});

async function examine(tour: Tour, page: AppPage, looks: Looks): Promise<void> {
  const visitor = await tour.visitor(page, looks.language);
  await visitor.page.setViewportSize(looks.sizes.at(-1) ?? desktop);
  await lookAt(visitor, page, () => inspect(visitor.page, looks));
  // What the content security policy refuses is a complaint; that the functions refuse something is not.
  const refused = visitor.complaints.splice(0).filter((text) => !EXPECTED.test(text));
  assert.deepEqual(refused, []);
}

async function inspect(window: Page, { sizes, schemes }: Looks): Promise<void> {
  for (const size of sizes) {
    await window.setViewportSize(size);
    for (const colorScheme of schemes) {
      await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await painted(window, colorScheme);
      assert.deepEqual(await findings(window), [], `${size.name} ${colorScheme}`);
    }
    assert.deepEqual(await overflow(window), [], `what is wider than a ${size.name}`);
    assert.deepEqual(await cut(window), [], `what is cut off on a ${size.name}`);
  }
  for (const size of [NARROWEST, ZOOMED]) {
    await window.setViewportSize(size);
    await drawn(window);
    assert.deepEqual(await overflow(window), [], `what is wider than ${size.width} pixels`);
    assert.deepEqual(await cut(window), [], `what is cut off at ${size.width} pixels`);
  }
}

/** Until every element has the scheme's colours. */
async function painted(page: Page, scheme: Scheme): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const ending = document
      .getAnimations()
      .filter((it) => it.effect?.getComputedTiming().endTime !== Infinity);
    // One that is cancelled meanwhile has ended too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
    await frame();
  });
}

/** Until what depends on the width is drawn: media queries are told in one frame, and answered in the next. */
const drawn = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
  });

/** The rules that are broken, each with the places. */
async function findings(page: Page): Promise<string[]> {
  // The preview of a PDF is the browser's own viewer.
  const { violations } = await new AxeBuilder({ page }).options({ iframes: false }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
  );
}

/** What makes the page scroll sideways. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.scrollingElement;
    if (root === null || root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return [`${root.scrollWidth} px`, ...wide.slice(-3).map((element) => element.outerHTML.slice(0, 160))];
  });

/** Texts of which a part is hidden. What is for screen readers alone, and what scrolls, is not. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hides = (element: Element) => {
      const { overflowX, overflowY, clipPath, display } = getComputedStyle(element);
      if (display === 'none' || clipPath !== 'none') return false;
      const closed = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const wide = closed(overflowX) && element.scrollWidth > element.clientWidth + 1;
      const high = closed(overflowY) && element.scrollHeight > element.clientHeight + 1;
      return wide || high;
    };
    const texts = [...document.body.querySelectorAll('*')].filter(
      (element) => element.textContent?.trim() !== '' && element.clientWidth > 1 && hides(element),
    );
    return texts.map((element) => element.outerHTML.slice(0, 160));
  });

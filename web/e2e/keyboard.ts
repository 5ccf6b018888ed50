// What somebody without a mouse does: goes on by the tabulator, presses keys, and sees where they are.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 150;

/** What is wrong with the place of the focus for somebody who looks for it; nothing if it is seen. */
const unseen = (target: Locator): Promise<string | null> =>
  target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === 'none' || outlineWidth === '0px') return 'it has no outline';
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const within = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    if (!within) return 'it is out of sight';
    // Something may lie over a part of it, such as a message in passing, but not over all of it.
    const places = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
    const seen = places.some(([x, y]) => {
      const found = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return found !== null && (element.contains(found) || found.contains(element));
    });
    return seen ? null : 'something covers it';
  });

/** Goes on by the tabulator until something has the focus, which must be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      assert.equal(await unseen(target), null, `the focus is not seen: ${String(target)}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

/** Goes to something and presses a key on it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and types in the place of what it has. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Goes to a list of choices and down it until this one is chosen. */
export async function pick(page: Page, list: Locator, choice: string): Promise<void> {
  await tabTo(page, list);
  const chosen = () => list.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.label);
  const most = await list.getByRole('option').count();
  await page.keyboard.press('Home');
  for (let step = 0; step < most && (await chosen()) !== choice; step += 1) {
    await page.keyboard.press('ArrowDown');
    await keepsFocus(list);
  }
  assert.equal(await chosen(), choice);
}

/** Whoever pressed something is still there afterwards, and does not begin at the top of the page again. */
export async function keepsFocus(target: Locator): Promise<void> {
  const has = await target.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    return element === document.activeElement;
  });
  assert.ok(has, `the focus is lost: ${String(target)}`);
}

/** Goes to a date and types it; this browser asks for month, day and year, and a full part leads on. */
export async function typeDate(page: Page, field: Locator, date: string): Promise<void> {
  await tabTo(page, field);
  const [year, ...rest] = date.split('-');
  await page.keyboard.type([...rest, year].join(''));
  assert.equal(await field.inputValue(), date);
}

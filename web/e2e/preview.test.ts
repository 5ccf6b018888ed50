// Files are looked at without leaving the page, whatever the browser can show by itself.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person } from './people.ts';

interface Listed {
  items: { id: string; document: { media_type: string } | null; media: object | null }[];
}

/** Where the student has an outcome with such a document. */
async function outcomeWith(mediaType: string): Promise<string> {
  const caller = await Caller.of(await person('student'));
  const path = `/api/students/${caller.account.id}/learning-outcomes`;
  const { items } = await caller.call<Listed>('GET', path);
  const found = items.find(({ document }) => document?.media_type === mediaType);
  assert.ok(found, `no outcome with ${mediaType}`);
  return `/outcomes/${found.id}`;
}

/** How many different colours a canvas shows. */
const coloursOf = (page: Page) =>
  page
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {
        data: new Uint8ClampedArray(),
      };
      return new Set(new Uint32Array(data.buffer)).size;
    });

journeys('preview', {
  'a browser without a viewer draws the pages of a PDF itself': async ({ browser, size, watch }) => {
    const path = await outcomeWith('application/pdf');
    const visitor = watch(await Visitor.enter(browser, size, await person('student'), path));
    const { page } = visitor;
    await page.addInitScript(() => Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false }));
    await page.reload();
    await page.getByRole('button', { name: '預覽' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: /^第 1 頁，共 \d+ 頁$/ }).waitFor();
    await page.locator('canvas[width]').first().waitFor();
    await dialog.locator('p').filter({ hasText: /\S{4}/ }).first().waitFor({ state: 'attached' });
    assert.ok((await coloursOf(page)) > 10, 'the page is blank');
    await visitor.picture(`preview-${size.name}`);
  },
});

// Files are looked at without leaving the page, whatever the browser can show by itself.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person } from './people.ts';

/** A student with a file of each type. */
const COLLECTOR = 14;
/** Milliseconds that a recording may take until the browser knows what it is. */
const PATIENCE_MS = 20_000;

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

interface Files {
  items: { name: string; media_type: string }[];
}

/** Opens the files of a student, and the preview of the first one of a type. */
async function look(page: Page, caller: Caller, mediaType: string) {
  const { items } = await caller.call<Files>('GET', '/api/files');
  const found = items.find((file) => file.media_type === mediaType);
  assert.ok(found, `no file of ${mediaType}`);
  const row = page.getByRole('row').filter({ hasText: found.name }).first();
  await row.getByRole('button', { name: `預覽 ${found.name}` }).click();
  const dialog = page.getByRole('dialog', { name: found.name });
  return { name: found.name, dialog, close: () => dialog.getByRole('button', { name: '關閉' }).click() };
}

/** How long a recording is and how wide its picture, once the browser has read what it is. */
const played = (player: Locator) =>
  player.evaluate(async (element, most) => {
    const media = element as HTMLMediaElement;
    if (media.readyState < HTMLMediaElement.HAVE_METADATA)
      await new Promise((resolve, reject) => {
        media.addEventListener('loadedmetadata', resolve);
        media.addEventListener('error', () => reject(new Error(media.error?.message)));
        setTimeout(() => reject(new Error('nothing to play')), most);
      });
    return { seconds: media.duration, width: media instanceof HTMLVideoElement ? media.videoWidth : 0 };
  }, PATIENCE_MS);

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

  'pictures are seen, recordings and films play': async ({ browser, size, watch }) => {
    const student = await person('student', COLLECTOR);
    const caller = await Caller.of(student);
    const { page } = watch(await Visitor.enter(browser, size, student, '/files'));
    for (const mediaType of ['image/png', 'image/jpeg']) {
      const { name, dialog, close } = await look(page, caller, mediaType);
      const width = await dialog.getByRole('img', { name }).evaluate(async (element) => {
        const image = element as HTMLImageElement;
        await image.decode();
        return image.naturalWidth;
      });
      assert.ok(width > 0, mediaType);
      await close();
    }
    const sound = await look(page, caller, 'audio/mpeg');
    assert.ok((await played(sound.dialog.locator('audio[controls]'))).seconds > 0, 'no sound');
    await sound.close();
    const film = await look(page, caller, 'video/mp4');
    const { seconds, width } = await played(film.dialog.locator('video[controls]'));
    assert.ok(seconds > 0 && width > 0, `a film of ${seconds} s, ${width} wide`);
  },

  'a browser with a viewer shows a PDF in it': async ({ browser, size, watch }) => {
    const student = await person('student', COLLECTOR);
    const { page } = watch(await Visitor.enter(browser, size, student, '/files'));
    assert.ok(await page.evaluate(() => navigator.pdfViewerEnabled), 'this browser has one');
    const viewer = page.waitForEvent('framenavigated', (frame) => /^chrome-extension:/.test(frame.url()));
    const { name, dialog } = await look(page, await Caller.of(student), 'application/pdf');
    const frame = dialog.locator('iframe');
    await frame.waitFor();
    assert.equal(await frame.getAttribute('title'), name);
    assert.match((await frame.getAttribute('src')) ?? '', /^blob:/);
    await viewer;
  },
});

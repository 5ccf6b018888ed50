// A file on its way: dropped, photographed, watched, cancelled, tried again, and gone on with.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report, reservations, writeOutcome } from './outcomeForm.ts';
import { type Caller, personElsewhere, quotaOf } from './people.ts';

const NEW = '/outcomes/new';
const MB = 1 << 20;
/** A line on which nine megabytes take long enough to see them go, in bytes a second. */
const SLOW = MB;
const BROKEN_LINE = /Failed to load resource/;
const isUpload = (url: URL) => url.searchParams.has('X-Amz-Signature');

interface Stored {
  file_id: string;
  media_type: string;
  size: number;
}

interface Outcomes {
  items: { id: string; version: number; title: string; document: Stored | null; media: Stored | null }[];
}

/**
 * Saves what the form has, and answers what the functions know of it then. It is deleted at once: a student
 * has only so many drafts.
 */
async function saved({ page }: Visitor, caller: Caller, title: string) {
  await page.getByRole('button', { name: '儲存草稿' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const path = `/api/students/${caller.account.id}/learning-outcomes`;
  const { items } = await caller.call<Outcomes>('GET', path);
  const found = items.find((item) => item.title === title);
  assert.ok(found, title);
  await caller.call('DELETE', `${path}/${found.id}?version=${found.version}`);
  return found;
}

/** Nine megabytes that are a recording. */
const recording = (name: string) => ({
  name,
  mimeType: 'audio/mpeg',
  buffer: Buffer.concat([
    Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00', 'latin1'),
    Buffer.alloc(9 * MB - 10, 1),
  ]),
});

/** Lets the page send slowly, as in a school's crowded network, until that session is detached. */
async function slowly(page: Page): Promise<CDPSession> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: SLOW,
  });
  return line;
}

/**
 * Leads the next upload into a line that takes bytes and never answers, until it is cut: a browser that is
 * only told to be offline lets what it sends already go on.
 */
async function weakLine(context: BrowserContext): Promise<{ cut: () => void }> {
  const server = createServer((request) => request.resume());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await context.route(isUpload, (route) => route.continue({ url: `http://127.0.0.1:${port}/` }), {
    times: 1,
  });
  return {
    cut: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Drags a file from the desk over a place of the page and lets go, by the browser's own hand. */
async function drop(
  page: Page,
  zone: Locator,
  file: { name: string; buffer: Buffer },
  until: () => Promise<void>,
): Promise<void> {
  const desk = await mkdtemp(join(tmpdir(), 'desk-'));
  try {
    const path = join(desk, file.name);
    await writeFile(path, file.buffer);
    await zone.scrollIntoViewIfNeeded();
    const box = await zone.boundingBox();
    assert.ok(box, 'where it is dropped');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hand = await page.context().newCDPSession(page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await hand.send('Input.dispatchDragEvent', { type, x, y, data });
    // The page reads it from the desk.
    await until();
  } finally {
    await rm(desk, { recursive: true });
  }
}

/** What a field says of its upload, and what its bar says to a screen reader, at one moment. */
const progressOf = (page: Page, field: string) =>
  page.getByRole('group', { name: field }).evaluate((group) => ({
    text: Number(/上傳中 (\d+)%/.exec(group.textContent)?.[1]),
    bar: Number(group.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')),
  }));

const moving = (page: Page) => page.getByText(/上傳中 [1-9]\d?%/).waitFor();

journeys('uploads', {
  'a file is dropped on its field, and first beside it': async ({ size, turn, begin }) => {
    const { caller, visitor, page } = await begin(await personElsewhere('student', turn), NEW);
    const title = `拖曳上傳 ${size.name}`;
    const file = report(title, '拖進來的報告.pdf');
    await writeOutcome(visitor, title);
    // Beside the field the browser would open it, and leave the form.
    await drop(page, page.getByRole('heading', { level: 1 }), file, async () => {
      assert.equal(await page.getByLabel('名稱').inputValue(), title);
    });
    await drop(page, page.getByRole('group', { name: '文件檔案' }), file, () =>
      page.getByText(`${file.name} 已上傳`).waitFor(),
    );
    const { document } = await saved(visitor, caller, title);
    assert.deepEqual([document?.media_type, document?.size], ['application/pdf', file.buffer.length]);
  },

  'a photograph is taken for its field': async ({ size, turn, begin }) => {
    const { caller, visitor, page } = await begin(await personElsewhere('student', turn), NEW);
    const title = `拍照上傳 ${size.name}`;
    await writeOutcome(visitor, title);
    // Wherever there is a camera, it opens at once; without one, the chooser asks for a picture.
    const opened = page.waitForEvent('filechooser');
    // Only the document can be a picture.
    await page.getByRole('button', { name: '拍照' }).click();
    const chooser = await opened;
    assert.equal(await chooser.element().getAttribute('capture'), 'environment');
    assert.equal(await chooser.element().getAttribute('accept'), 'image/jpeg,image/png');
    const buffer = await page.screenshot({ type: 'jpeg' });
    await chooser.setFiles({ name: 'IMG_0042.JPG', mimeType: 'image/jpeg', buffer });
    await page.getByText('IMG_0042.JPG 已上傳').waitFor();
    const { document } = await saved(visitor, caller, title);
    assert.deepEqual([document?.media_type, document?.size], ['image/jpeg', buffer.length]);
  },

  'an upload says how far it is, and gives its space back when it is cancelled': async ({ turn, begin }) => {
    const student = await personElsewhere('student', turn);
    const { caller, before, visitor, page } = await begin(student, NEW);
    const file = recording('太慢了.mp3');
    await slowly(page);
    await visitor.chooseFile('影音檔案', file);
    await moving(page);
    await page.getByRole('progressbar', { name: '太慢了.mp3 上傳進度' }).waitFor();
    const { text, bar } = await progressOf(page, '影音檔案');
    assert.ok(text > 0 && text < 100, `${text}%`);
    assert.equal(bar, text);
    assert.deepEqual(await quotaOf(caller), { ...before, pending: before.pending + file.buffer.length });

    const released = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await page.getByRole('button', { name: '取消上傳' }).click();
    assert.ok((await released).ok());
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await page.getByRole('group', { name: '影音檔案' }).getByRole('button', { name: '選擇檔案' }).waitFor();
    assert.deepEqual(await quotaOf(caller), before);
  },

  'an upload that is cancelled while its space is being asked for gives it back when the answer comes':
    async ({ turn, begin }) => {
      const { caller, before, visitor, page } = await begin(await personElsewhere('student', turn), NEW);
      const file = report('cancelled early');
      // The functions have kept the space, and the page does not know it yet.
      let arrive!: () => void;
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      await visitor.context.route(
        (url) => url.pathname === '/api/files',
        async (route) => {
          const response = await route.fetch();
          await arrived;
          await route.fulfill({ response });
        },
        { times: 1 },
      );
      await visitor.chooseFile('文件檔案', file);
      await page.getByText('保留空間中…').waitFor();
      const pending = before.pending + file.buffer.length;
      while ((await quotaOf(caller)).pending < pending) await page.waitForTimeout(100);
      const released = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
      await page.getByRole('button', { name: '取消上傳' }).click();
      await page.getByRole('group', { name: '文件檔案' }).getByRole('button', { name: '選擇檔案' }).waitFor();
      arrive();
      assert.ok((await released).ok());
      assert.deepEqual(await quotaOf(caller), before);
    },

  'bytes that the line spoiled are refused, and tried again under the same reservation': async ({
    size,
    turn,
    begin,
  }) => {
    const student = await personElsewhere('student', turn);
    const { caller, before, visitor, page } = await begin(student, NEW, BROKEN_LINE);
    const title = `再試一次 ${size.name}`;
    const file = report('as it was meant');
    await writeOutcome(visitor, title);
    const files = reservations(visitor);
    await visitor.context.route(
      isUpload,
      (route) => route.continue({ postData: report('as it was heard').buffer }),
      { times: 1 },
    );
    await visitor.chooseFile('文件檔案', file);
    const failed = page.getByRole('alert').filter({ hasText: '「report.pdf」沒有上傳成功' });
    await failed.getByRole('button', { name: '再試一次' }).click();
    await page.getByText('report.pdf 已上傳').waitFor();
    await failed.waitFor({ state: 'detached' });
    const [first, second, ...more] = files;
    assert.deepEqual([second, more], [first, []]);
    assert.deepEqual(await quotaOf(caller), { ...before, used: before.used + file.buffer.length });
    assert.equal((await saved(visitor, caller, title)).document?.file_id, first);
  },

  'an upload whose line breaks in the middle says so, and goes on by itself': async ({
    size,
    turn,
    begin,
  }) => {
    const student = await personElsewhere('student', turn);
    const { caller, before, visitor, page } = await begin(student, NEW, BROKEN_LINE);
    const title = `半路斷線 ${size.name}`;
    const file = recording('半路斷線.mp3');
    await writeOutcome(visitor, title);
    const files = reservations(visitor);
    const line = await slowly(page);
    const weak = await weakLine(visitor.context);
    try {
      await visitor.chooseFile('影音檔案', file);
      await moving(page);
      await visitor.context.setOffline(true);
    } finally {
      weak.cut();
    }
    await page.getByText('網路中斷，恢復後自動繼續…').waitFor();
    await line.detach();
    await visitor.context.setOffline(false);
    await page.getByText('半路斷線.mp3 已上傳').waitFor();
    const [first, second, ...more] = files;
    assert.deepEqual([second, more], [first, []]);
    assert.deepEqual(await quotaOf(caller), { ...before, used: before.used + file.buffer.length });
    assert.equal((await saved(visitor, caller, title)).media?.file_id, first);
  },
});

// Text that looks like markup is text, wherever it is shown; and a document's script is not run.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { pdf } from './document.ts';
import { journeys } from './journeys.ts';
import { report, writeOutcome } from './outcomeForm.ts';
import { Caller, peopleWho, person, type Person } from './people.ts';

const description = '"><svg onload=alert(2)></svg><b>粗體</b>{{7*7}}';

/** What a script opened, which must be nothing. */
function opened(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

/** That nothing of what was written became an element. */
async function isText(page: Page): Promise<void> {
  const made = page.locator('img[src="x"], svg[onload], main b, main u, script:not([src])');
  assert.equal(await made.count(), 0);
  assert.equal(await page.getByText('{{7*7}}').count(), await page.getByText(description).count());
}

/** The teacher on whose list the outcome stands. */
async function teacherOf(title: string): Promise<Person> {
  for (const teacher of await peopleWho('course_teacher')) {
    const caller = await Caller.of(teacher);
    const { items } = await caller.call<{ items: { title: string }[] }>('GET', '/api/certifications');
    if (items.some((item) => item.title === title)) return teacher;
  }
  throw new Error(`${title} waits for nobody`);
}

journeys('text that looks like more', {
  'is shown to student and teacher as it was written': async ({ browser, size, turn, watch }) => {
    const title = `<img src=x onerror=alert(1)> ${size.name}`;
    const visitor = watch(
      await Visitor.enter(browser, size, await person('student', 9 + turn), '/outcomes/new'),
    );
    const { page } = visitor;
    const dialogs = opened(page);
    await writeOutcome(visitor, title);
    await page.getByLabel('成果簡述').fill(description);
    await visitor.chooseFile('文件檔案', report('markup', '<u>報告.pdf'));
    await page.getByText('<u>報告.pdf 已上傳').waitFor();
    await page.getByRole('button', { name: '儲存並送出認證' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText(description).waitFor();
    await isText(page);
    await visitor.choose('課程學習成果');
    await page.getByRole('link', { name: title }).waitFor();
    await isText(page);

    const teacher = watch(await Visitor.enter(browser, size, await teacherOf(title), '/certifications'));
    const dialogsOfTeacher = opened(teacher.page);
    await teacher.page.getByRole('button', { name: title }).first().click();
    await teacher.page.getByText(description).first().waitFor();
    await isText(teacher.page);
    assert.deepEqual([...dialogs, ...dialogsOfTeacher], []);
  },

  'in a document is drawn, and its script is not run': async ({ browser, size, turn, watch }) => {
    const title = `有程式的文件 ${size.name}`;
    const visitor = watch(
      await Visitor.enter(browser, size, await person('student', 9 + turn), '/outcomes/new'),
    );
    const { page } = visitor;
    const dialogs = opened(page);
    const script =
      '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.getURL\\("https://evil.test"\\)) >>';
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', {
      name: 'script.pdf',
      mimeType: 'application/pdf',
      buffer: pdf('a document with a script', script),
    });
    await page.getByText('script.pdf 已上傳').waitFor();
    await page.getByRole('button', { name: '儲存並送出認證' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript(() => Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false }));
    await page.reload();
    await page.getByRole('button', { name: '預覽' }).first().click();
    await page.getByRole('dialog').locator('canvas[width]').first().waitFor();
    await page
      .getByRole('dialog')
      .locator('p')
      .filter({ hasText: 'a document with a script' })
      .waitFor({ state: 'attached' });
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      asked.filter((url) => url.includes('evil.test')),
      [],
    );
  },
});

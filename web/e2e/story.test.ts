// The main job, told by its people in their browsers: upload, certify, select, submit. It changes the
// demonstration school for good (a submission locks what it sends), so it wants a fresh local system.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { desktop, phone, startBrowser, Visitor } from './browser.ts';
import { pdf } from './document.ts';
import { displayName, person } from './people.ts';

const title = `口述歷史報告 ${new Date().toISOString().slice(0, 19)}`;
/** How long building and sending a submission may take. */
const SENT_WITHIN_MS = 120_000;

describe('from the upload to the central database', { concurrency: 1 }, () => {
  let browser: Browser;
  let visitor: Visitor;

  before(async () => {
    browser = await startBrowser();
  });
  afterEach(async () => {
    const { complaints } = visitor;
    await visitor.close();
    assert.deepEqual(complaints, []);
  });
  after(() => browser.close());

  it('the student uploads an outcome and asks for its certification', async () => {
    const teacher = await displayName(await person('course_teacher'));
    visitor = await Visitor.open(browser, phone);
    const { page } = visitor;
    await visitor.signIn(await person('student'));
    await visitor.picture('1-dashboard');

    await visitor.choose('課程學習成果');
    await page.getByRole('link', { name: '上傳學習成果' }).first().click();
    const course = page.getByLabel('課程');
    const option = course.getByRole('option').filter({ hasText: teacher }).first();
    await option.waitFor({ state: 'attached' });
    await course.selectOption(await option.getAttribute('value'));
    await page.getByLabel('名稱').fill(title);
    await page.getByLabel('成果簡述').fill('訪談三位耆老，整理街區的老照片與口述歷史。');

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('group', { name: '文件檔案' }).getByRole('button', { name: '選擇檔案' }).click();
    await (
      await chooser
    ).setFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf(title.slice(-19)) });
    await page.getByText('report.pdf 已上傳').waitFor();
    await visitor.picture('2-upload');

    await page.getByRole('button', { name: '儲存並送出認證' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText('待認證').first().waitFor();
    await visitor.picture('3-requested');
  });

  it('the student keeps the receipt', async () => {
    visitor = await Visitor.open(browser, phone);
    const { page } = visitor;
    await visitor.signIn(await person('student'));
    await visitor.choose('課程學習成果');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: '收據' }).click();
    const receipt = page.getByRole('dialog', { name: '檔案收據' });
    await receipt.getByText(/^[0-9a-f]{64}$/).waitFor();
    await visitor.picture('4-receipt');
    const saved = page.waitForEvent('download');
    await receipt.getByRole('button', { name: '下載收據' }).click();
    assert.match((await saved).suggestedFilename(), /^receipt-[0-9a-f]{12}\.json$/);
  });

  it('the teacher certifies it', async () => {
    visitor = await Visitor.open(browser, desktop);
    const { page } = visitor;
    await visitor.signIn(await person('course_teacher'));
    await visitor.choose('認證學習成果');
    await page.getByRole('listitem').getByRole('button', { name: title }).click();
    await page.getByRole('heading', { level: 2, name: title }).waitFor();
    await visitor.picture('5-certification');
    await page.getByRole('button', { name: '認證通過' }).click();
    await page.getByRole('table', { name: '剛才的決定' }).getByRole('rowheader', { name: title }).waitFor();
    await visitor.picture('6-certified');
  });

  it('the student selects it', async () => {
    visitor = await Visitor.open(browser, phone);
    const { page } = visitor;
    await visitor.signIn(await person('student'));
    await visitor.choose('勾選學習成果');
    const box = page.getByRole('checkbox', { name: title });
    await box.waitFor();
    if (await box.isDisabled()) await page.getByRole('checkbox', { checked: true }).first().uncheck();
    const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await box.check();
    await stored;
    await page.reload();
    await page.getByRole('checkbox', { name: title, checked: true }).waitFor();
    await visitor.picture('7-selection');
  });

  it('the submitter opens, freezes and sees it sent', async () => {
    visitor = await Visitor.open(browser, desktop);
    const { page } = visitor;
    await visitor.signIn(await person('outcome_submitter'));
    await visitor.choose('提交至中央資料庫');
    await page.getByLabel('名冊').selectOption('learning_outcomes');
    await page.getByRole('button', { name: '建立並預檢' }).click();
    await page.getByRole('button', { name: '凍結並送出' }).waitFor();
    await visitor.picture('8-pre-check');
    await page.getByRole('button', { name: '凍結並送出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '確定凍結' }).click();
    const files = page.getByRole('table', { name: '送出的檔案' });
    await files.waitFor({ timeout: SENT_WITHIN_MS });
    await files
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: '已簽收' })
      .and(page.locator('[aria-current=step]'))
      .waitFor({
        timeout: SENT_WITHIN_MS,
      });
    await visitor.picture('9-sent');
  });

  it('the student sees what was sent', async () => {
    visitor = await Visitor.open(browser, phone);
    const { page } = visitor;
    await visitor.signIn(await person('student'));
    await visitor.choose('提交中央資料庫紀錄');
    await page.getByRole('table').getByText(title).waitFor();
    await visitor.picture('10-sent-of-mine');
  });
});

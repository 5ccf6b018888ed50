// A performance is entered, corrected, and deleted with a way back.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report } from './outcomeForm.ts';
import { Caller, person } from './people.ts';

interface Performance {
  title: string;
  external_url: string | null;
  document: { name: string } | null;
}

/** What the functions know of the student's performance of this name. */
async function found(caller: Caller, title: string): Promise<Performance | undefined> {
  const path = `/api/students/${caller.account.id}/diverse-performances`;
  const { items } = await caller.call<{ items: Performance[] }>('GET', path);
  return items.find((item) => item.title === title);
}

journeys('performances', {
  'a work is entered with a file and a link, changed, deleted and brought back': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 5 + turn);
    const caller = await Caller.of(student);
    const visitor = watch(
      await Visitor.enter(browser, size, student, '/performances/new?kind=creative_work'),
    );
    const { page } = visitor;
    const title = `河岸步道地圖 ${size.name}`;

    await page.getByLabel('外部影音連結').fill('javascript:alert(1)');
    await page.getByRole('button', { name: '儲存' }).click();
    const summary = page.getByRole('alert').filter({ hasText: '欄位需要修正' });
    await summary.getByRole('link', { name: /外部影音連結/ }).waitFor();
    await page
      .locator(':focus')
      .getByText(/個欄位需要修正/)
      .waitFor();
    await summary.getByRole('link', { name: /^名稱/ }).click();
    await page.getByLabel('名稱').and(page.locator(':focus')).waitFor();

    await page.getByLabel('名稱').fill(title);
    await page.getByLabel('日期').fill('2026-10-10');
    await page.getByLabel('內容簡述').fill('手繪河岸步道，標出四季的樹。');
    await page.getByLabel('外部影音連結').fill('https://example.test/map');
    await visitor.chooseFile('證明文件', report(title, '地圖.pdf'));
    await page.getByText('地圖.pdf 已上傳').waitFor();
    await page.getByRole('button', { name: '儲存' }).click();
    await page.getByText(`已儲存「${title}」`).waitFor();
    const saved = await found(caller, title);
    assert.deepEqual([saved?.external_url, saved?.document?.name], ['https://example.test/map', '地圖.pdf']);

    await page.getByRole('link', { name: title }).click();
    await page.getByLabel('名稱').fill(`${title}（二版）`);
    await page.getByRole('button', { name: '儲存' }).click();
    await page.getByRole('link', { name: `${title}（二版）` }).waitFor();

    const row = page.getByRole('row').filter({ hasText: `${title}（二版）` });
    await row.getByRole('button', { name: /^刪除/ }).click();
    await page.getByRole('button', { name: '復原' }).click();
    await row.waitFor();
    assert.ok(await found(caller, `${title}（二版）`));
  },
});

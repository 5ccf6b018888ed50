// Nothing that was begun is lost: closed tabs, broken lines, sessions that end, two tabs, two clicks.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report, reservations, savedHere, writeOutcome } from './outcomeForm.ts';
import { Caller, person } from './people.ts';

const NEW = '/outcomes/new';
/** The browser says so when a line is broken or a call is refused; these journeys break lines. */
const isUpload = (url: URL) => url.searchParams.has('X-Amz-Signature');
const BROKEN_LINE = /Failed to load resource/;

interface Outcomes {
  items: { title: string; document_file_id: string }[];
}

const titlesOf = async (caller: Caller) => {
  const path = `/api/students/${caller.account.id}/learning-outcomes`;
  return (await caller.call<Outcomes>('GET', path)).items.map(({ title }) => title);
};

journeys('drafts', {
  'a form survives a closed tab, with its file': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 1 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW));
    await writeOutcome(visitor, '關掉分頁也還在');
    await visitor.chooseFile('文件檔案', report('kept', '📚 河岸觀察記錄 最終版.pdf'));
    await visitor.page.getByText('📚 河岸觀察記錄 最終版.pdf 已上傳').waitFor();
    await savedHere(visitor);

    await visitor.reopen('/outcomes');
    await visitor.page.getByRole('link', { name: '繼續填寫新增的內容' }).click();
    await visitor.page.getByText(/已還原 .* 的草稿/).waitFor();
    assert.equal(await visitor.page.getByLabel('名稱').inputValue(), '關掉分頁也還在');
    await visitor.page.getByRole('group', { name: '文件檔案' }).getByText('河岸觀察記錄').first().waitFor();
    await visitor.page.getByRole('button', { name: '儲存草稿' }).click();
    await visitor.page.getByRole('heading', { level: 1, name: '關掉分頁也還在' }).waitFor();

    await visitor.page.goto(NEW);
    await visitor.page.getByText('填寫的內容會自動儲存在這台裝置').waitFor();
    assert.equal(await visitor.page.getByLabel('名稱').inputValue(), '');
  },

  'an upload goes on under the same reservation after the line broke and the tab was closed': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const visitor = watch(
      await Visitor.enter(browser, size, await person('student', 1 + turn), NEW),
      BROKEN_LINE,
    );
    const files = reservations(visitor);
    await visitor.context.route(isUpload, (route) => route.abort('connectionreset'), { times: 1 });
    await writeOutcome(visitor, '斷線再續傳');
    await visitor.chooseFile('文件檔案', report('again'));
    await visitor.page.getByText('report.pdf 已上傳').waitFor();
    assert.equal(files.length, 2);
    assert.equal(new Set(files).size, 1);

    await visitor.page.getByRole('button', { name: '移除' }).click();
    await visitor.context.setOffline(true);
    await visitor.chooseFile('文件檔案', report('offline', 'offline.pdf'));
    await visitor.page.getByText('網路中斷').waitFor();
    await savedHere(visitor);
    await visitor.context.setOffline(false);
    await visitor.page.getByText('offline.pdf 已上傳').waitFor();
    const last = files.at(-1);

    // The answer was kept from the page, and the tab closed: the next visit goes on with the same file.
    await visitor.page.getByRole('button', { name: '移除' }).click();
    await visitor.context.route(isUpload, () => undefined, { times: 1 });
    await visitor.chooseFile('文件檔案', report('closed', 'closed.pdf'));
    await visitor.page.getByText(/上傳中/).waitFor();
    await visitor.page.waitForTimeout(600);
    const under = files.at(-1);
    assert.notEqual(under, last);
    await visitor.reopen(NEW);
    await visitor.page.getByText('closed.pdf 已上傳').waitFor();
    assert.equal(files.at(-1), under);
    await visitor.page.getByRole('button', { name: '捨棄草稿' }).click();
    await visitor.page.getByText('填寫的內容會自動儲存在這台裝置').waitFor();
  },

  'a session that ends in mid-form leads back to the form': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 1 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), /401/);
    const { page } = visitor;
    await writeOutcome(visitor, '登入逾時也不會不見');
    await visitor.chooseFile('文件檔案', report('expired'));
    await page.getByText('report.pdf 已上傳').waitFor();
    await visitor.context.clearCookies();
    await page.route('**/api/students/**', (route) => route.fulfill({ status: 401, body: '{}' }), {
      times: 1,
    });
    await page.getByRole('button', { name: '儲存草稿' }).click();
    await page.getByText('登入已逾時，請重新登入').waitFor();
    await visitor.fillSignIn(student);
    await page.getByText(/已還原 .* 的草稿/).waitFor();
    const notices = page.getByRole('dialog', { name: '訊息' });
    if (await notices.isVisible()) await notices.getByRole('button', { name: '確定' }).click();
    assert.equal(await page.getByLabel('名稱').inputValue(), '登入逾時也不會不見');
    await page.getByRole('button', { name: '捨棄草稿' }).click();
  },

  'a second tab waits for the first one': async ({ browser, size, turn, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await person('student', 1 + turn), NEW));
    await writeOutcome(visitor, '兩個分頁');
    await savedHere(visitor);
    const second = await visitor.context.newPage();
    await second.goto(NEW);
    await second.getByText('另一個分頁正在編輯同一份內容').waitFor();
    await visitor.page.close();
    visitor.page = second;
    await second.getByText(/已還原 .* 的草稿/).waitFor();
    assert.equal(await second.getByLabel('名稱').inputValue(), '兩個分頁');
    // Back and forth by the browser's own buttons loses nothing either.
    await second.getByRole('link', { name: '← 回課程學習成果' }).click();
    await second.getByRole('heading', { level: 1, name: '課程學習成果' }).waitFor();
    await second.goBack();
    await second.getByText(/已還原 .* 的草稿/).waitFor();
    assert.equal(await second.getByLabel('名稱').inputValue(), '兩個分頁');
    await second.getByRole('button', { name: '捨棄草稿' }).click();
    await second.getByText('填寫的內容會自動儲存在這台裝置').waitFor();
  },

  'signing out asks, and deletes drafts and key': async ({ browser, size, turn, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await person('student', 1 + turn), NEW));
    const { page } = visitor;
    await writeOutcome(visitor, '登出就刪除');
    await savedHere(visitor);
    await page.getByRole('button', { name: '登出' }).click();
    const asked = page.getByRole('dialog', { name: '還有 1 份草稿沒有儲存' });
    await asked.getByRole('button', { name: '回去繼續' }).click();
    assert.equal(await page.getByLabel('名稱').inputValue(), '登出就刪除');
    await page.getByRole('button', { name: '登出' }).click();
    await asked.getByRole('button', { name: '刪除草稿並登出' }).click();
    await page.getByRole('button', { name: '登入' }).waitFor();
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.doesNotMatch(kept, /登出就刪除|acc_|eyJ/);
  },

  'two clicks make one outcome': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 1 + turn);
    const title = `連點兩下 ${size.name}`;
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), BROKEN_LINE);
    const { page } = visitor;
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', report(title));
    await page.getByText('report.pdf 已上傳').waitFor();
    // The first answer is lost on its way back: sending again is the same request.
    await page.route(
      '**/learning-outcomes',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: '儲存草稿' }).dblclick();
    await page.getByText('連不上系統').waitFor();
    await page.getByRole('button', { name: '儲存草稿' }).dblclick();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const titles = await titlesOf(await Caller.of(student));
    assert.equal(titles.filter((one) => one === title).length, 1);
  },
});

// The cabinet of files: what uses the space, what can be freed, and the receipt of each.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { pdf } from './document.ts';
import { journeys } from './journeys.ts';
import { Caller, person, reserveFile, storeFile } from './people.ts';

interface Account {
  quota: { used_bytes: number; pending_bytes: number };
}

journeys('the file cabinet', {
  'a file that nothing uses is freed, and brought back before it is gone': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 15 + turn);
    const caller = await Caller.of(student);
    const used = async () => (await caller.call<Account>('GET', '/api/account')).quota.used_bytes;
    const before = await used();
    const name = `多餘的草稿 📎 ${size.name}.pdf`;
    const bytes = pdf(`unused ${size.name}`);
    await storeFile(caller, name, bytes, 'application/pdf');
    const visitor = watch(await Visitor.enter(browser, size, student, '/files'));
    const { page } = visitor;
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText('沒有使用').waitFor();

    await row.getByRole('button', { name: `收據 ${name}` }).click();
    const receipt = page.getByRole('dialog', { name: '檔案收據' });
    await receipt.getByText(/^[0-9a-f]{64}$/).waitFor();
    const saved = page.waitForEvent('download');
    await receipt.getByRole('button', { name: '下載收據' }).click();
    assert.match((await saved).suggestedFilename(), /^receipt-/);
    await receipt.getByRole('button', { name: '關閉' }).click();
    const download = page.waitForEvent('download');
    await row.getByRole('button', { name: `下載 ${name}` }).click();
    assert.equal((await download).suggestedFilename(), name);

    await row.getByRole('button', { name: `刪除 ${name}` }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '復原' }).click();
    await row.waitFor();
    assert.equal(await used(), before + bytes.length);
    await row.getByRole('button', { name: `刪除 ${name}` }).click();
    const gone = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    assert.ok((await gone).ok());
    assert.equal(await used(), before);
  },

  'a file in use cannot be deleted, and leads to the item that uses it': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await person('student', 15), '/files'));
    const { page } = visitor;
    const reason = await page.getByText('要先刪除使用它的項目').getAttribute('id');
    const inUse = page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByText('使用中', { exact: true }) })
      .first();
    await inUse.waitFor();
    const remove = inUse.getByRole('button', { name: /^刪除/ });
    assert.ok(await remove.isDisabled());
    assert.equal(await remove.getAttribute('aria-describedby'), reason);
    const name = await inUse.getByRole('rowheader').innerText();
    await inUse.getByRole('link', { name }).click();
    await page.waitForURL(/\/(outcomes|performances)\//);
    await page.getByText(name).first().waitFor();
  },

  'an upload that never came is given up, and its space is free again': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 15 + turn);
    const caller = await Caller.of(student);
    const quota = async () => (await caller.call<Account>('GET', '/api/account')).quota;
    const before = await quota();
    const name = `沒有送完 ${size.name}.pdf`;
    const bytes = pdf(`never sent ${size.name}`);
    const { file_id } = await reserveFile(caller, name, bytes, 'application/pdf');
    assert.deepEqual(await quota(), { ...before, pending_bytes: before.pending_bytes + bytes.length });
    const visitor = watch(await Visitor.enter(browser, size, student, '/files'));
    const { page } = visitor;
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText('尚未完成').waitFor();
    // There is nothing yet to look at or to fetch.
    assert.equal(await row.getByRole('button').count(), 1);
    await row.getByRole('button', { name: `取消這次上傳 ${name}` }).click();
    await row.waitFor({ state: 'detached' });
    assert.deepEqual(await quota(), before);
    const { items } = await caller.call<{ items: { file_id: string }[] }>('GET', '/api/files');
    assert.ok(!items.some((file) => file.file_id === file_id));
  },
});

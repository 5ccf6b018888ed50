// The cabinet of files: what uses the space, what can be freed, and the receipt of each.
import assert from 'node:assert/strict';
import { pdf } from './document.ts';
import { journeys } from './journeys.ts';
import { person, quotaOf, reserveFile, storeFile } from './people.ts';

journeys('the file cabinet', {
  'a file that nothing uses is freed, and brought back before it is gone': async ({ size, turn, begin }) => {
    const { caller, before, page } = await begin(await person('student', 15 + turn), '/files');
    const used = async () => (await quotaOf(caller)).used;
    const name = `多餘的草稿 📎 ${size.name}.pdf`;
    const bytes = pdf(`unused ${size.name}`);
    await storeFile(caller, name, bytes, 'application/pdf');
    await page.reload();
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
    assert.equal(await used(), before.used + bytes.length);
    await row.getByRole('button', { name: `刪除 ${name}` }).click();
    const gone = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    assert.ok((await gone).ok());
    assert.equal(await used(), before.used);
  },

  'a file in use cannot be deleted, and leads to the item that uses it': async ({ enter }) => {
    const { page } = await enter(await person('student', 15), '/files');
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

  'an upload that never came is given up, and its space is free again': async ({ size, turn, begin }) => {
    const { caller, before, page } = await begin(await person('student', 15 + turn), '/files');
    const name = `沒有送完 ${size.name}.pdf`;
    const bytes = pdf(`never sent ${size.name}`);
    const { file_id } = await reserveFile(caller, name, bytes, 'application/pdf');
    assert.deepEqual(await quotaOf(caller), { ...before, pending: before.pending + bytes.length });
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText('尚未完成').waitFor();
    // There is nothing yet to look at or to fetch.
    assert.equal(await row.getByRole('button').count(), 1);
    await row.getByRole('button', { name: `取消這次上傳 ${name}` }).click();
    await row.waitFor({ state: 'detached' });
    assert.deepEqual(await quotaOf(caller), before);
    const { items } = await caller.call<{ items: { file_id: string }[] }>('GET', '/api/files');
    assert.ok(!items.some((file) => file.file_id === file_id));
  },
});

// What a school's administrator and the city keep: settings, windows, reports of problems, documents.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person } from './people.ts';

const administrator = () => person('school_administrator');

interface Page {
  documents: { title: string }[];
  version: number;
}

journeys('an administrator', {
  'changes a setting, sees who changed it, and changes it back': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await administrator(), '/school/settings'));
    const { page } = visitor;
    const hour = page.getByLabel('學生提醒寄送時間（時）');
    const before = await hour.inputValue();
    const history = page.getByRole('table', { name: '變更紀錄' }).locator('tbody tr');
    for (const value of ['24', '11', before]) {
      await hour.fill(value);
      await page.getByRole('button', { name: '儲存' }).click();
      if (value === '24')
        await page
          .getByText(/0 到 23/)
          .last()
          .waitFor();
      else await page.getByText('設定已儲存').first().waitFor();
    }
    await history.nth(1).waitFor();
    const caller = await Caller.of(await administrator());
    const path = `/api/schools/${caller.account.school?.code}/settings`;
    const settings = await caller.call<{ student_reminder_hour: number }>('GET', path);
    assert.equal(String(settings.student_reminder_hour), before);
  },

  'is told of a problem by a student, and settles it': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 12 + turn);
    const text = `點下「上傳」後沒有反應 ${size.name} ${Date.now()}`;
    const reporting = watch(await Visitor.enter(browser, size, student, '/report-problem'));
    await reporting.page.getByLabel('說明').fill(text);
    await reporting.page.getByRole('button', { name: '送出' }).click();
    await reporting.page.getByText('已送出，學校管理者會看到').waitFor();

    const visitor = watch(
      await Visitor.enter(browser, size, await administrator(), '/school/problem-reports'),
    );
    const row = visitor.page.getByRole('row').filter({ hasText: text });
    await row.getByText('待處理').waitFor();
    await row.getByRole('button').click();
    await row.getByText('已處理').first().waitFor();
  },

  'of the city publishes a document that everybody reads': async ({ browser, size, watch }) => {
    const operator = await person('city_operator');
    const caller = await Caller.of(operator);
    const before = await caller.call<Page>('GET', '/api/documents');
    try {
      const visitor = watch(
        await Visitor.enter(browser, size, operator, '/city/documents'),
        /Failed to load resource/,
      );
      const { page } = visitor;
      const first = page.getByRole('group', { name: '文件 1', exact: true });
      const copied = await first.getByLabel('網址').inputValue();
      await page.getByRole('button', { name: '新增文件' }).click();
      const added = page.getByRole('group', { name: `文件 ${before.documents.length + 1}`, exact: true });
      await added.getByLabel('分類').selectOption({ label: '建置依據' });
      await added.getByLabel(/^名稱/).fill(await first.getByLabel(/^名稱/).inputValue());
      await added
        .getByLabel('英文名稱（可不填）')
        .fill(await first.getByLabel('英文名稱（可不填）').inputValue());
      await added.getByLabel('網址').fill(copied);
      await page.getByRole('button', { name: '發布' }).click();
      await page
        .getByRole('link', { name: new RegExp(`文件 ${before.documents.length + 1} 網址`) })
        .waitFor();

      const title = `新的作業要點 ${size.name}`;
      await added.getByLabel(/^名稱/).fill(title);
      await page.getByRole('button', { name: '發布' }).click();
      await page.getByText('已發布').waitFor();
      const reader = watch(await Visitor.open(browser, size));
      await reader.page.goto('/documents');
      await reader.page.getByRole('link', { name: title }).waitFor();
    } finally {
      const { version } = await caller.call<Page>('GET', '/api/documents');
      await caller.call('PUT', '/api/documents', { documents: before.documents, version });
    }
  },
});

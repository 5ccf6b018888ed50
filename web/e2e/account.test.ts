// One's own account: password, reminder mail, and a problem on its way to the school's administrator.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person } from './people.ts';

const CHOSEN = 'seven hills and one river';

journeys('an account', {
  'a changed password ends what was open elsewhere, and goes on here': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 4 + turn);
    const elsewhere = watch(await Visitor.enter(browser, size, student, '/dashboard'), /401/);
    const visitor = watch(await Visitor.enter(browser, size, student, '/account'), /Failed to load resource/);
    const { page } = visitor;
    const change = async (from: string, to: string) => {
      await page.getByLabel('目前的密碼').fill(from);
      await page.getByLabel(/^新密碼\s*\*?$/).fill(to);
      await page.getByLabel('再輸入一次新密碼').fill(to);
      await page.getByRole('button', { name: '變更密碼' }).click();
    };
    await change('something else', CHOSEN);
    await page
      .getByRole('alert')
      .getByText(/目前的密碼不正確/)
      .waitFor();
    await change(student.password, CHOSEN);
    await page.getByText('密碼已變更').waitFor();
    try {
      await page.reload();
      await page.getByRole('heading', { level: 1, name: '我的帳號' }).waitFor();
      await elsewhere.page.reload();
      await elsewhere.page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
      await elsewhere.fillSignIn({ ...student, password: CHOSEN });
      await elsewhere.page.getByRole('heading', { level: 1, name: /你好$/ }).waitFor();
    } finally {
      const caller = await Caller.of({ ...student, password: CHOSEN });
      const passwords = { current_password: CHOSEN, new_password: student.password };
      await caller.call('PUT', '/api/account/password', passwords);
    }
  },

  'reminder mail is put off, and asked for again': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 4 + turn);
    const caller = await Caller.of(student);
    const wanted = async () =>
      (await caller.call<{ wanted: boolean }>('GET', '/api/account/reminder-mail')).wanted;
    const before = await wanted();
    const visitor = watch(await Visitor.enter(browser, size, student, '/account'));
    const { page } = visitor;
    const box = page.getByRole('checkbox', { name: /也用電子郵件提醒我/ });
    for (const after of [!before, before]) {
      const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT');
      await box.click();
      assert.ok((await stored).ok());
      await page.reload();
      await page.getByRole('checkbox', { name: /也用電子郵件提醒我/, checked: after }).waitFor();
      assert.equal(await wanted(), after);
    }
  },

  'an error has a number, and its report reaches the administrator with it': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 4 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, '/account'), /Failed to load resource/);
    const { page } = visitor;
    const reference = `0f1e2d3c4b5a69788796a5b4c3d2e1f${turn}`;
    // The database is away, as the functions say it.
    const problem = {
      type: 'about:blank',
      title: '系統暫時無法使用，請稍後再試。',
      status: 503,
      code: 'unavailable',
      instance: reference,
    };
    await page.route('**/learning-outcomes', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
    );
    await page.goto('/outcomes');
    const refusal = page.getByRole('alert').filter({ hasText: '系統暫時無法使用' });
    await refusal.getByText(reference).waitFor();
    await page.unroute('**/learning-outcomes');
    await refusal.getByRole('link', { name: '回報問題' }).click();
    await page.getByRole('heading', { level: 1, name: '回報問題' }).waitFor();
    const text = page.getByLabel('說明');
    assert.match(await text.inputValue(), new RegExp(reference));
    assert.equal(await page.getByLabel('發生問題的頁面').inputValue(), '/outcomes');
    await text.press('End');
    await text.pressSequentially('清單打不開');
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('已送出，學校管理者會看到').waitFor();

    const office = watch(
      await Visitor.enter(browser, size, await person('school_administrator'), '/school/problem-reports'),
    );
    const row = office.page.getByRole('row').filter({ hasText: reference });
    await row.getByText(/清單打不開/).waitFor();
    await row.getByText('/outcomes', { exact: true }).waitFor();
    // Trying again shows the page, once the system is back.
    await page.goto('/outcomes');
    await page.getByRole('table', { name: '課程學習成果' }).waitFor();
  },

  'an address that leads nowhere says so, and leads back': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await person('student', 4), '/account'));
    const { page } = visitor;
    await page.goto('/outcome');
    await page.getByRole('heading', { level: 1, name: '找不到這個頁面' }).waitFor();
    await page.getByRole('link', { name: '回首頁' }).click();
    await page.getByRole('heading', { level: 1, name: /你好$/ }).waitFor();
  },
});

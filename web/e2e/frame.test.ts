// What frames every page: the first sign-in, the way in and out, the menu, messages, help, documents.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, newcomer, person } from './people.ts';

/** What the functions refuse, the browser notes too. */
const REFUSED = /Failed to load resource/;

async function signInInEnglish({ page }: Visitor, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

journeys('the frame', {
  'somebody new signs in, and chooses a name and a password, in English': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const { username, password } = await newcomer('student', turn);
    const visitor = watch(await Visitor.open(browser, size, { language: 'en' }), REFUSED);
    const { page } = visitor;
    await page.goto('/dashboard');
    await signInInEnglish(visitor, username, 'wrong');
    await page.getByRole('alert').getByText('The user name or password is not right.').waitFor();
    await signInInEnglish(visitor, username, password);
    await page.getByRole('heading', { level: 1, name: 'Choose a user name and password' }).waitFor();

    const strength = page.getByRole('meter', { name: 'Strength of the password' });
    const fill = async (name: string, word: string) => {
      await page.getByLabel('New user name').fill(name);
      await page.getByLabel(/^New password\s*\*?$/).fill(word);
      await page.getByLabel('New password again').fill(word);
    };
    await fill(username, '1234567890');
    assert.equal(await strength.getAttribute('value'), '0');
    await page.getByRole('listitem').filter({ hasText: 'Not only digits (not yet)' }).waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('alert').getByText('2 fields need attention').waitFor();

    const chosen = `new.student-${size.name}`;
    await fill(chosen, 'a river and seven hills');
    await page.getByText('good', { exact: true }).waitFor();
    assert.equal(await strength.getAttribute('value'), '3');
    await page.getByRole('button', { name: 'Start' }).click();
    // The messages stand before the page, which nobody can reach until they are read.
    const messages = page.getByRole('dialog', { name: 'Messages' }).getByRole('button', { name: 'OK' });
    await messages.click();
    await page.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await signInInEnglish(visitor, username, password);
    await page.getByRole('alert').getByText('The user name or password is not right.').waitFor();
    await signInInEnglish(visitor, chosen, 'a river and seven hills');
    await messages.click();
    await page.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor();
  },

  'messages are shown once after the sign-in, and lead to where each is dealt with': async ({
    browser,
    size,
    watch,
  }) => {
    const teacher = await person('course_teacher');
    const { items } = await (
      await Caller.of(teacher)
    ).call<{ items: object[] }>('GET', '/api/certifications');
    const visitor = watch(await Visitor.open(browser, size));
    const { page } = visitor;
    await page.goto('/');
    await visitor.fillSignIn(teacher);
    const messages = page.getByRole('dialog', { name: '訊息' });
    await messages.getByText(`您目前有 ${items.length} 則學習成果待認證。`).waitFor();
    await messages.getByRole('link', { name: /待認證/ }).click();
    await page.waitForURL('**/certifications');
    await messages.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '認證學習成果' }).waitFor();
    await page.getByText(`待認證 ${items.length} 件`).waitFor();
    assert.equal(await messages.count(), 0);
  },

  'the menu has what the role may do, and another role’s page says whose it is': async ({
    browser,
    size,
    watch,
  }) => {
    const menuOf = async (role: string) => {
      const visitor = watch(await Visitor.enter(browser, size, await person(role), '/account'));
      const button = visitor.page.getByRole('button', { name: '選單' });
      if (await button.isVisible()) await button.click();
      const menu = visitor.page.getByRole('navigation', { name: '選單' });
      return { visitor, entries: await menu.getByRole('link').allInnerTexts() };
    };
    const student = await menuOf('student');
    for (const entry of ['我的學習狀態', '課程學習成果', '多元表現', '勾選學習成果', '我的檔案'])
      assert.ok(student.entries.includes(entry), entry);
    assert.ok(!student.entries.includes('設定功能參數'));
    const office = await menuOf('school_administrator');
    for (const entry of ['設定作業期間', '設定功能參數', '查詢角色權限', '列印啟用碼', '問題回報紀錄'])
      assert.ok(office.entries.includes(entry), entry);
    assert.ok(!office.entries.includes('課程學習成果'));

    const { page } = student.visitor;
    await page.goto('/school/settings');
    await page.getByText('這個頁面屬於其他角色').waitFor();
    await page.getByRole('link', { name: '回首頁' }).click();
    await page.getByRole('heading', { level: 1, name: /你好$/ }).waitFor();
  },

  'language and colours are changed with one click, and stay': async ({ browser, size, watch }) => {
    const student = await person('student', 4);
    const visitor = watch(await Visitor.enter(browser, size, student, '/dashboard'));
    const { page } = visitor;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor();
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor();
    const html = page.locator('html');
    assert.equal(await html.getAttribute('lang'), 'en');
    assert.equal(await html.getAttribute('data-mantine-color-scheme'), 'dark');
    assert.deepEqual(
      await page
        .getByText(/\p{Script=Han}/u)
        .filter({ hasText: '勾選' })
        .allInnerTexts(),
      [],
    );
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { level: 1, name: /你好$/ }).waitFor();
  },

  'help and documents are read by whoever has not signed in': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.open(browser, size));
    const { page } = visitor;
    await page.goto('/sign-in');
    const links = page.getByRole('navigation', { name: '說明與文件' });
    await links.getByRole('link', { name: '操作說明' }).click();
    await page.getByRole('heading', { level: 2, name: '學生：從上傳到提交' }).waitFor();
    await links.getByRole('link', { name: 'Q & A' }).click();
    const answer = page.getByText('不會。認證只確認是學生本人的作品，而且屬於這門課程。');
    await page.getByText('老師認證會打分數嗎？').click();
    await answer.waitFor();
    await links.getByRole('link', { name: '帳號申請說明' }).click();
    await page.getByRole('heading', { level: 2, name: '第一次登入' }).waitFor();
    await links.getByRole('link', { name: '法規與文件' }).click();
    for (const section of ['建置依據', '上傳格式', '宣導資料'])
      await page.getByRole('region', { name: section }).getByRole('link').first().waitFor();
    await page.getByRole('link', { name: '前往登入' }).click();
    await page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
  },
});

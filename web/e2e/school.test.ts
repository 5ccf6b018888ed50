// What an administrator sees of the school: its windows and what they do, its staff, and as many students
// as a large school has.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person, personElsewhere } from './people.ts';
import { reloadUntil, windowOf } from './windows.ts';

/** How long a page may keep somebody waiting for the answer to a click, in milliseconds. */
const FROZEN_MS = 1_000;

/** A student who has performances of this school year, as a place among them. */
const WITH_PERFORMANCES = 12;

interface Staff {
  items: { name: string; username: string; roles: string[]; activated: boolean }[];
}

interface Progress {
  items: { student: { name: string; number: string } }[];
  classes: { class_name: string; students: number }[];
}

const ofSchool = (caller: Caller, path: string) => `/api/schools/${caller.account.school?.code}/${path}`;

/** The value of a field of the form, in Taipei's time. */
const wallClock = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);

journeys('a school', {
  'a window is moved by the administrator, and students see when it closes': async ({
    browser,
    size,
    watch,
  }) => {
    const admin = await person('school_administrator');
    const { reopen } = await windowOf(await Caller.of(admin), 'performance_selection');
    const office = watch(await Visitor.enter(browser, size, admin, '/school/windows'));
    const pupil = watch(
      await Visitor.enter(browser, size, await person('student', WITH_PERFORMANCES), '/dashboard'),
    );
    const row = office.page
      .getByRole('table', { name: '設定作業期間' })
      .getByRole('row')
      .filter({ hasText: '勾選多元表現' });
    const close = async (at: string) => {
      await row.getByRole('button', { name: '變更', exact: true }).click();
      const dialog = office.page.getByRole('dialog', { name: '變更「勾選多元表現（115 學年度）」' });
      const field = dialog.getByLabel('結束時間');
      const before = await field.inputValue();
      await field.fill(at);
      await dialog.getByRole('button', { name: '儲存' }).click();
      return { before, dialog };
    };
    // A time before the opening is told at once, and changes nothing.
    const { before, dialog } = await close('2020-01-01T00:00');
    await dialog
      .getByRole('alert')
      .getByText(/結束時間要在開始時間之後/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: '關閉' }).click();

    try {
      await close(wallClock(Date.now() + 5 * 3_600_000 + 60_000));
      await office.page.getByText('作業期間已儲存').waitFor();
      await reloadUntil(pupil.page, '勾選多元表現開放中，還有 5 小時');
      await close(wallClock(Date.now() - 60_000));
      await row.getByText('未開放').waitFor();
      await pupil.page.goto('/selections/diverse-performances');
      await pupil.page.getByText('勾選多元表現已截止').waitFor();
      for (const box of await pupil.page.getByRole('checkbox').all()) assert.ok(await box.isDisabled());
      await pupil.page.getByText('不在勾選期間').first().waitFor();

      await close(before);
      await row.getByText('開放中').waitFor();
      await row.getByRole('button', { name: '變更紀錄' }).click();
      const history = office.page.getByRole('table', { name: '變更紀錄' });
      // Every change is kept: the head, and what was before each.
      await history.getByRole('row').nth(3).waitFor();
      await reloadUntil(pupil.page, /勾選多元表現開放中，還有 \d+ 天/);
    } finally {
      await reopen();
    }
  },

  'who has which role is found by role and by name': async ({ browser, size, watch }) => {
    const admin = await person('school_administrator');
    const caller = await Caller.of(admin);
    const { items } = await caller.call<Staff>('GET', `${ofSchool(caller, 'staff')}?limit=200`);
    const visitor = watch(await Visitor.enter(browser, size, admin, '/account'));
    await visitor.choose('查詢角色權限');
    const { page } = visitor;
    const rows = page.getByRole('table', { name: '查詢角色權限' }).locator('tbody').getByRole('row');
    await rows.first().waitFor();
    assert.equal(await rows.count(), items.length);

    const homeroom = items.filter(({ roles }) => roles.includes('homeroom_teacher'));
    await page.getByLabel('角色', { exact: true }).selectOption('homeroom_teacher');
    await page.getByText(`共 ${homeroom.length} 位教職員`).waitFor();
    const [one] = homeroom;
    assert.ok(one, 'a homeroom teacher');
    const row = rows.filter({ hasText: one.username });
    await row.getByText('導師、授課教師').waitFor();
    await row.getByText(/^\d{3}$/).waitFor();
    await row.getByText('已啟用').waitFor();

    await page.getByLabel('角色', { exact: true }).selectOption('');
    const newcomer = items.find(({ activated }) => !activated);
    assert.ok(newcomer, 'somebody who has not signed in yet');
    await page.getByLabel('搜尋姓名或帳號').fill(newcomer.name);
    await page.getByText('共 1 位教職員').waitFor();
    await rows.getByText('尚未啟用').waitFor();
    await page.getByLabel('搜尋姓名或帳號').fill('沒有這個人');
    await page.getByText('沒有符合的教職員').waitFor();
    await page.getByRole('link', { name: '列印啟用碼' }).last().click();
    await page.getByRole('heading', { level: 1, name: '列印啟用碼' }).waitFor();
  },

  'two thousand students are paged through and found by their class, and nothing freezes': async ({
    browser,
    size,
    watch,
  }) => {
    const admin = await personElsewhere('school_administrator');
    const caller = await Caller.of(admin);
    const path = ofSchool(caller, 'selection-progress/115/learning_outcomes');
    const { classes } = await caller.call<Progress>('GET', path);
    const all = classes.reduce((sum, { students }) => sum + students, 0);
    assert.ok(all >= 2_000, `${all} students: start the local system with DEMO_STUDENTS=2000`);

    const visitor = watch(await Visitor.enter(browser, size, admin, '/account'));
    const { page } = visitor;
    await page.evaluate(() => {
      const long: number[] = ((window as unknown as { long: number[] }).long = []);
      new PerformanceObserver((list) =>
        long.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
    });
    await visitor.choose('查詢勾選情形');
    const table = page.getByRole('table', { name: '各學生情形' });
    const rows = table.locator('tbody').getByRole('row');
    await rows.first().waitFor();
    assert.equal(await table.getAttribute('aria-rowcount'), String(all + 1));
    assert.equal(await rows.count(), 100);
    const pages = page.getByRole('navigation', { name: '各學生情形分頁' });
    await pages.getByText(`第 1–100 筆，共 ${all} 筆`).waitFor();
    const seen = new Set<string>();
    for (let turned = 0; turned < 3; turned += 1) {
      for (const name of await rows.locator('td:nth-child(4)').allInnerTexts()) seen.add(name);
      await pages.getByRole('button', { name: '下一頁' }).click();
      await pages.getByText(`第 ${turned + 1}01–${turned + 2}00 筆，共 ${all} 筆`).waitFor();
      await rows.first().waitFor();
    }
    assert.equal(seen.size, 300);

    const last = classes.at(-1);
    assert.ok(last, 'a class');
    await page.getByLabel('班級', { exact: true }).selectOption(last.class_name);
    await page.waitForFunction((count) => {
      const table = document.querySelector('table[aria-label="各學生情形"] tbody');
      return table?.childElementCount === count;
    }, last.students);
    for (const name of await rows.locator('td:nth-child(2)').allInnerTexts())
      assert.match(name, new RegExp(`${last.class_name}$`));
    const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
    assert.ok(Math.max(0, ...long) < FROZEN_MS, `the page stood still for ${Math.max(...long)} ms`);
  },
});

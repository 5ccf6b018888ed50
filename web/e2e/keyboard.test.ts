// The main ways through the app by the keyboard alone: each step is reached, and each focus is seen.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { journeys } from './journeys.ts';
import { keepsFocus, pick, press, tabTo, type, typeDate } from './keyboard.ts';
import { report } from './outcomeForm.ts';
import type { Outcome } from './outcomes.ts';
import { Caller, type Person, peopleWho, person, personElsewhere } from './people.ts';
import { fresh, stored } from './selections.ts';
import { receipt, received, rejected, submissionsOf } from './submissions.ts';
import { windowOf } from './windows.ts';

const SENT_WITHIN_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Nobody else sends what this school selected in this year; there is a clerk for each of its rosters. */
const YEAR = 113;
const SENDERS = ['outcome_submitter', 'performance_submitter'] as const;

interface Courses {
  items: { name: string; semester: string; teachers: { id: string; name: string }[] }[];
}

/** Somebody who teaches a course of the student's. */
async function teacherOf(caller: Caller, course: string): Promise<Person> {
  const { items } = await caller.call<Courses>('GET', `/api/students/${caller.account.id}/courses`);
  const running = items.filter(({ name, semester }) => course.startsWith(name) && semester === '1151');
  const wanted = running.flatMap(({ teachers }) => teachers.map(({ id }) => id));
  for (const one of await peopleWho('course_teacher'))
    if (wanted.includes((await Caller.of(one)).account.id)) return one;
  throw new Error(`nobody teaches ${course}`);
}

/** Makes a batch of the year, thinks better of its freeze, and freezes it after all. */
async function openAndSend(page: Page): Promise<void> {
  await pick(page, page.getByLabel('學年度'), `${YEAR} 學年度`);
  await press(page, page.getByRole('button', { name: '建立並預檢' }));
  await page.getByText('預檢沒有發現問題').waitFor();
  const freeze = page.getByRole('button', { name: '凍結並送出' });
  const dialog = page.getByRole('dialog');
  await press(page, freeze);
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await keepsFocus(freeze);
  await press(page, freeze);
  await press(page, dialog.getByRole('button', { name: '確定凍結' }));
}

journeys('the keyboard', {
  'uploads an outcome, certifies and selects it': async ({ size, turn, enter }) => {
    const student = await person('student', 5 + turn);
    await fresh(student, 'learning-outcomes');
    const title = `只用鍵盤 ${size.name}`;
    const { page } = await enter(student, '/outcomes');
    await page.getByRole('table').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').innerText(), '跳到主要內容');
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('link', { name: '上傳學習成果' }).last());
    await page.getByRole('heading', { level: 1, name: '上傳學習成果' }).waitFor();
    const course = page.getByLabel('課程');
    await tabTo(page, course);
    await page.keyboard.press('ArrowDown');
    const chosen = await course.locator('option:checked').innerText();
    await type(page, page.getByLabel('名稱'), title);
    await type(page, page.getByLabel('成果簡述'), '走訪河岸，記錄水質與鳥類。');
    const chooser = page.waitForEvent('filechooser');
    const file = page.getByRole('group', { name: '文件檔案' });
    await press(page, file.getByRole('button', { name: /^選擇檔案/ }));
    await (await chooser).setFiles(report('by keys'));
    await page.getByText('report.pdf 已上傳').waitFor();
    await press(page, page.getByRole('button', { name: '儲存並送出認證' }));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();

    const teacher = await enter(await teacherOf(await Caller.of(student), chosen), '/certifications');
    await press(teacher.page, teacher.page.getByRole('listitem').getByRole('button', { name: title }));
    await teacher.page.getByRole('heading', { level: 2, name: title }).waitFor();
    await press(teacher.page, teacher.page.getByRole('button', { name: '認證通過' }));
    const decided = teacher.page.getByRole('table', { name: '剛才的決定' });
    await decided.getByRole('rowheader', { name: title }).waitFor();

    await page.goto('/selections/learning-outcomes');
    const arrived = stored(page, 1);
    await press(page, page.getByRole('checkbox', { name: title }), 'Space');
    await arrived;
    await page.getByRole('img', { name: /^課程學習成果：已勾選 1 件/ }).waitFor();
  },

  'enters a performance, selects it and puts it in its place': async ({ size, turn, enter }) => {
    const student = await person('student', 8 + turn);
    const { titles, now } = await fresh(student, 'diverse-performances');
    const [first, last] = titles;
    assert.ok(first && last, 'two performances');
    const title = `鍵盤說故事 ${size.name}`;
    const { page } = await enter(student, '/performances');
    await press(page, page.getByRole('link', { name: '新增多元表現' }).first());
    await page.getByRole('heading', { level: 1, name: '新增多元表現' }).waitFor();
    await pick(page, page.getByRole('combobox', { name: '類別', exact: true }), '服務學習');
    const form = page.locator('form');
    await type(page, form.getByLabel('服務名稱'), title);
    await type(page, form.getByLabel('服務單位'), '示範社區圖書館');
    await typeDate(page, form.getByLabel('開始日期'), '2026-09-07');
    await typeDate(page, form.getByLabel('結束日期'), '2026-10-30');
    await type(page, form.getByLabel('時數'), '12.5');
    await type(page, form.getByLabel('內容簡述'), '帶孩子讀繪本。');
    await press(page, page.getByRole('button', { name: '儲存' }));
    await page.getByText(`已儲存「${title}」`).waitFor();

    await page.goto('/selections/diverse-performances');
    for (const [place, one] of [first, title, last].entries()) {
      const arrived = stored(page, place + 1);
      const box = page.getByRole('checkbox', { name: one, exact: true });
      await press(page, box, 'Space');
      await arrived;
      await keepsFocus(box);
    }
    const [before, , after] = (await now()).ids;
    const move = async (where: '往前移' | '往後移') => {
      const arrived = stored(page, 3);
      const button = page.getByRole('button', { name: `「${title}」${where}`, exact: true });
      await press(page, button);
      await arrived;
      await keepsFocus(button);
    };
    await move('往後移');
    assert.deepEqual((await now()).ids.slice(0, 2), [before, after]);
    await move('往前移');
    await move('往前移');
    assert.deepEqual((await now()).ids.slice(1), [before, after]);
    const rows = page.getByRole('main').locator('ol').getByRole('listitem');
    assert.ok((await rows.first().innerText()).startsWith(title));
  },

  'opens a central submission, freezes and sends it, and reads in the receipt': async ({ turn, enter }) => {
    const clerk = await personElsewhere(SENDERS[turn] ?? SENDERS[0]);
    const { page } = await enter(clerk, '/school/central-submissions');
    if (turn < SENDERS.length) await openAndSend(page);
    // On a third screen there is nothing left to send: what was sent on the first is gone on with.
    else await press(page, page.getByRole('link', { name: `${YEAR} 學年度` }));
    const files = page.getByRole('table', { name: '送出的檔案' });
    await files.waitFor({ timeout: SENT_WITHIN_MS });
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const download = page.waitForEvent('download');
    await press(page, files.getByRole('button', { name: /\.xlsx$/ }));
    assert.equal(await (await download).failure(), null);

    const rows = await (await submissionsOf(clerk)).rowsOf({ id });
    const chooser = page.waitForEvent('filechooser');
    const field = page.getByRole('group', { name: '收訖明細（CSV）' });
    await press(page, field.getByRole('button', { name: /^選擇檔案/ }));
    const [first, ...rest] = rows;
    assert.ok(first, 'a row');
    await (await chooser).setFiles(receipt([rejected(first), ...rest.map(received)]));
    await page.getByText('收訖明細.csv 已上傳').waitFor();
    await press(page, page.getByRole('button', { name: '匯入', exact: true }));
    await page.getByText(`共 ${rows.length} 列：已收到 ${rest.length}、被退回 1、`).waitFor();
  },

  'changes a setting and a window, and puts both back': async ({ enter }) => {
    const admin = await person('school_administrator');
    const caller = await Caller.of(admin);
    const { page } = await enter(admin, '/school/settings');
    const hour = page.getByLabel('學生提醒寄送時間（時）');
    const save = page.getByRole('button', { name: '儲存' });
    const settings = `/api/schools/${caller.account.school?.code}/settings`;
    const hourNow = async () =>
      (await caller.call<{ student_reminder_hour: number }>('GET', settings)).student_reminder_hour;
    const meant = await hourNow();
    for (const value of [(meant + 3) % 24, meant]) {
      await type(page, hour, String(value));
      const written = page.waitForResponse((answer) => answer.request().method() === 'PUT');
      await press(page, save);
      assert.ok((await written).ok());
      await page.getByText('設定已儲存').last().waitFor();
      assert.equal(await hourNow(), value);
      await keepsFocus(save);
    }

    const { now, reopen } = await windowOf(caller, 'performance_selection');
    const { closes_at: closes } = await now();
    await page.goto('/school/windows');
    const row = page
      .getByRole('table', { name: '設定作業期間' })
      .getByRole('row')
      .filter({ hasText: '勾選多元表現' });
    const change = row.getByRole('button', { name: '變更', exact: true });
    const dialog = page.getByRole('dialog', { name: /^變更「勾選多元表現/ });
    try {
      for (const key of ['ArrowUp', 'ArrowDown']) {
        await press(page, change);
        const field = dialog.getByLabel('結束時間');
        await tabTo(page, field);
        // Past month, day and year.
        for (let part = 0; part < 3; part += 1) await page.keyboard.press('ArrowRight');
        await page.keyboard.press(key);
        await press(page, dialog.getByRole('button', { name: '儲存' }));
        await dialog.waitFor({ state: 'detached' });
        await keepsFocus(change);
        const moved = Date.parse((await now()).closes_at) - Date.parse(closes);
        assert.equal(moved, key === 'ArrowUp' ? HOUR_MS : 0);
      }
    } finally {
      await reopen();
    }
  },

  'returns an outcome with a reason at hand, and takes that back': async ({ enter }) => {
    // The same as in the journeys of a teacher: what is decided is taken back.
    const teacher = await person('course_teacher', 2);
    const caller = await Caller.of(teacher);
    const { items } = await caller.call<{ items: (Outcome & { student: { id: string } })[] }>(
      'GET',
      '/api/certifications',
    );
    const [first] = items;
    assert.ok(first, 'an outcome waits');
    const { page } = await enter(teacher, '/certifications');
    await page.getByRole('heading', { level: 2, name: first.title }).waitFor();
    await press(page, page.getByRole('button', { name: '退回', exact: true }));
    const dialog = page.getByRole('dialog', { name: '退回的原因' });
    const reason = '檔案無法開啟，請重新上傳';
    await press(page, dialog.getByRole('button', { name: reason, exact: true }));
    assert.equal(await dialog.getByRole('textbox', { name: '原因' }).inputValue(), reason);
    await press(page, dialog.getByRole('button', { name: '退回給學生' }));
    await page.getByText(`已退回「${first.title}」`).waitFor();
    const path = `/api/students/${first.student.id}/learning-outcomes/${first.id}`;
    const stands = () => caller.call<Outcome>('GET', path);
    const { state, attempts } = await stands();
    assert.deepEqual([state, attempts.at(-1)?.reason], ['returned', reason]);
    // What had the focus is gone: the next outcome has it, or the page where none is left.
    const [, next] = items;
    const heading = next
      ? page.getByRole('heading', { level: 2, name: next.title })
      : page.getByRole('heading', { level: 1 });
    await keepsFocus(heading.first());

    const decided = page.getByRole('table', { name: '剛才的決定' });
    await press(page, decided.getByRole('button', { name: `${first.title}` }));
    await page.getByText(`已收回「${first.title}」的決定`).waitFor();
    await keepsFocus(page.getByRole('heading', { level: 1 }));
    assert.equal((await stands()).state, 'pending');
  },
});

// Without a mouse, without motion: the main way through the app by the keyboard alone, and nothing moves
// for whoever asked for that.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report } from './outcomeForm.ts';
import { Caller, type Person, peopleWho, person } from './people.ts';

/** More stops than any page has. */
const MOST_STOPS = 150;
/** Whatever is shorter is seen by nobody, in seconds. */
const UNSEEN_S = 0.001;

/** Goes on by the tabulator until something has the focus, which must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle === 'none' ? '0px' : outlineWidth;
      });
      assert.notEqual(outline, '0px', `the focus is not seen: ${String(target)}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

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

/** What moves on the page for longer than anybody can see. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate((unseen) => {
    const longest = (text: string) => Math.max(...text.split(',').map((part) => parseFloat(part)));
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } =
          getComputedStyle(element);
        const animated = animationName !== 'none' && longest(animationDuration) > unseen;
        return animated || longest(transitionDuration) > unseen || scrollBehavior === 'smooth';
      })
      .map((element) => element.outerHTML.slice(0, 120));
  }, UNSEEN_S);

journeys('access', {
  'an outcome is uploaded, certified and selected by the keyboard alone': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 5 + turn);
    const caller = await Caller.of(student);
    const selection = `/api/students/${caller.account.id}/selections/115/learning-outcomes`;
    const { version } = await caller.call<{ version: number }>('GET', selection);
    await caller.call('PUT', selection, { ids: [], version });
    const title = `只用鍵盤 ${size.name}`;

    const pupil = watch(await Visitor.enter(browser, size, student, '/outcomes'));
    const { page } = pupil;
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
    await tabTo(page, page.getByLabel('名稱'));
    await page.keyboard.type(title);
    await tabTo(page, page.getByLabel('成果簡述'));
    await page.keyboard.type('走訪河岸，記錄水質與鳥類。');
    const chooser = page.waitForEvent('filechooser');
    const file = page.getByRole('group', { name: '文件檔案' });
    await press(page, file.getByRole('button', { name: /^選擇檔案/ }));
    await (await chooser).setFiles(report('by keys'));
    await page.getByText('report.pdf 已上傳').waitFor();
    await press(page, page.getByRole('button', { name: '儲存並送出認證' }));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();

    const teacher = watch(
      await Visitor.enter(browser, size, await teacherOf(caller, chosen), '/certifications'),
    );
    await press(teacher.page, teacher.page.getByRole('listitem').getByRole('button', { name: title }));
    await teacher.page.getByRole('heading', { level: 2, name: title }).waitFor();
    await press(teacher.page, teacher.page.getByRole('button', { name: '認證通過' }));
    const decided = teacher.page.getByRole('table', { name: '剛才的決定' });
    await decided.getByRole('rowheader', { name: title }).waitFor();

    await page.goto('/selections/learning-outcomes');
    const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await press(page, page.getByRole('checkbox', { name: title }), 'Space');
    assert.ok((await stored).ok());
    await page.getByRole('img', { name: /^課程學習成果：已勾選 1 件/ }).waitFor();
  },

  'a dialog takes the focus, keeps it, and gives it back': async ({ browser, size, watch }) => {
    const student = await person('student', 11);
    const visitor = watch(await Visitor.enter(browser, size, student, '/files'));
    const { page } = visitor;
    const opener = page.getByRole('button', { name: /^收據/ }).first();
    await press(page, opener);
    const dialog = page.getByRole('dialog', { name: '檔案收據' });
    await dialog.getByText(/^[0-9a-f]{64}$/).waitFor();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      // Between the last stop and the first lies the browser's own frame.
      const outside = await page.evaluate(
        () => document.activeElement !== document.body && !document.activeElement?.closest('dialog'),
      );
      assert.equal(outside, false, 'the focus left the dialog');
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await opener.evaluate((element) => element === document.activeElement), 'the focus is lost');
  },

  'nothing moves for whoever asked for that': async ({ browser, size, watch }) => {
    const student = await person('student', 11);
    for (const reducedMotion of [true, false]) {
      const visitor = watch(await Visitor.enter(browser, size, student, '/outcomes', { reducedMotion }));
      const { page } = visitor;
      await page.getByRole('table').waitFor();
      const found = await moving(page);
      await page.goto('/files');
      await page
        .getByRole('button', { name: /^預覽|^下載/ })
        .first()
        .click();
      found.push(...(await moving(page)));
      if (reducedMotion) assert.deepEqual(found, []);
      else assert.notDeepEqual(found, [], 'the check sees no motion where there is some');
    }
  },
});

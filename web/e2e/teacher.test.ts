// The certification queue: by keyboard, in bulk, with reasons of one's own; every decision is taken back.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import type { Outcome } from './outcomes.ts';
import { Caller, peopleWho, person } from './people.ts';

const PHRASES = '/api/certifications/phrases';

interface Phrases {
  phrases: string[];
}

/** Somebody in whose courses several outcomes wait; no other journey decides them. */
const teacher = () => person('course_teacher', 2);

interface Queue {
  items: (Outcome & { student: { id: string } })[];
}

const waiting = async () => {
  const { items } = await (
    await Caller.of(await teacher())
  ).call<{ items: { title: string }[] }>('GET', '/api/certifications');
  return items.map(({ title }) => title);
};

/** What is examined now. */
const current = ({ page }: Visitor) => page.locator('button[aria-current=true] strong').textContent();

/** The next outcome is seen from its title on, however far down the one before was decided. */
async function wholeInSight(heading: Locator): Promise<void> {
  const free = await heading.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const covered = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
    return top >= covered && bottom <= innerHeight;
  });
  assert.ok(free, 'the next title is out of sight');
}

journeys('a teacher', {
  'certifies, returns, goes on and takes back by single keys': async ({ browser, size, watch }) => {
    const before = await waiting();
    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    const [first, second] = before;
    assert.ok(first && second, 'two outcomes wait');
    await page.getByRole('button', { name: first, exact: false }).first().waitFor();
    assert.equal(await current(visitor), first);
    await page.keyboard.press('n');
    assert.equal(await current(visitor), second);
    await page.keyboard.press('p');
    assert.equal(await current(visitor), first);

    await page.keyboard.press('c');
    await page.getByText(`已認證「${first}」`).waitFor();
    assert.deepEqual(await waiting(), before.slice(1));
    await page.keyboard.press('u');
    await page.getByText(`已收回「${first}」的決定`).waitFor();
    assert.deepEqual([...(await waiting())].sort(), [...before].sort());
  },

  'returns an outcome with a reason that is kept': async ({ browser, size, watch }) => {
    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    const reason = `請補上資料來源（${size.name}）`;
    await page.getByRole('button', { name: '退回', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '退回的原因' });
    await dialog.getByText('請填寫原因').waitFor();
    const reasonField = dialog.getByRole('textbox', { name: '原因' });
    await reasonField.fill(reason);
    await dialog.getByRole('button', { name: '存為常用原因' }).click();
    const kept = dialog
      .getByRole('list', { name: '常用原因' })
      .getByRole('button', { name: reason, exact: true });
    await kept.waitFor();
    await reasonField.fill('');
    await kept.click();
    assert.equal(await reasonField.inputValue(), reason);
    await dialog.getByRole('button', { name: '退回給學生' }).click();
    await page.getByText(/^已退回「/).waitFor();
    const next = page.getByRole('heading', { level: 2, name: (await current(visitor)) ?? '' }).first();
    await wholeInSight(next);
    await page.getByRole('table', { name: '剛才的決定' }).getByRole('button', { name: /^收回/ }).click();
    await page.getByText(/^已收回「/).waitFor();
  },

  'returns by a key with a ready-made reason, and takes it back by another': async ({
    browser,
    size,
    watch,
  }) => {
    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    const caller = await Caller.of(await teacher());
    const [first] = (await caller.call<Queue>('GET', '/api/certifications')).items;
    assert.ok(first, 'an outcome waits');
    await page.getByRole('heading', { level: 2, name: first.title }).waitFor();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: '退回的原因' });
    const ready = '檔案無法開啟，請重新上傳';
    await dialog.getByRole('button', { name: ready, exact: true }).click();
    assert.equal(await dialog.getByRole('textbox', { name: '原因' }).inputValue(), ready);
    await dialog.getByRole('button', { name: '退回給學生' }).click();
    await page.getByText(`已退回「${first.title}」`).waitFor();
    await dialog.waitFor({ state: 'detached' });
    const path = `/api/students/${first.student.id}/learning-outcomes/${first.id}`;
    const decided = await caller.call<Outcome>('GET', path);
    assert.deepEqual([decided.state, decided.attempts.at(-1)?.reason], ['returned', ready]);
    await page.keyboard.press('u');
    await page.getByText(`已收回「${first.title}」的決定`).waitFor();
    assert.equal((await caller.call<Outcome>('GET', path)).state, 'pending');
  },

  'deletes a reason that was kept': async ({ browser, size, watch }) => {
    const caller = await Caller.of(await teacher());
    const own = `請註明引用來源（${size.name}）`;
    const kept = async () => (await caller.call<Phrases>('GET', PHRASES)).phrases;
    const others = await kept();
    await caller.call('PUT', PHRASES, { phrases: [...others, own] });

    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    await page.getByRole('button', { name: '退回', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '退回的原因' });
    await dialog.getByRole('button', { name: own, exact: true }).waitFor();
    await dialog.getByRole('button', { name: `刪除 ${own}` }).click();
    await dialog.getByRole('button', { name: own, exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(await kept(), others);
  },

  'turns the keys off, and on again': async ({ browser, size, watch }) => {
    const before = await waiting();
    const [first, second] = before;
    assert.ok(first && second, 'two outcomes wait');
    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    const decided: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/certification'))
        decided.push(request.url());
    });
    const keys = page.getByRole('checkbox', { name: /^快速鍵/ });
    await keys.uncheck();
    // It is kept on the device, and on the page that is opened next the focus is nowhere.
    await page.reload();
    await keys.waitFor();
    assert.equal(await keys.isChecked(), false);
    for (const key of ['r', 'c', 'n', 'u']) await page.keyboard.press(key);
    await keys.check();
    // While a field has the focus, keys are for it.
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('n');
    // One further: what was pressed before counts neither then nor now.
    assert.equal(await current(visitor), second);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.deepEqual(decided, []);
    assert.deepEqual(await waiting(), before);
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: '退回的原因' }).waitFor();
  },

  'certifies all that wait together, and takes all back': async ({ browser, size, watch }) => {
    const before = await waiting();
    const visitor = watch(await Visitor.enter(browser, size, await teacher(), '/certifications'));
    const { page } = visitor;
    await page.getByRole('checkbox', { name: '全選' }).check();
    await page.getByRole('button', { name: `認證所選 ${before.length} 件` }).click();
    await page.getByText(`已處理 ${before.length} 件`).waitFor();
    await page.getByText('沒有待認證的學習成果').waitFor();
    assert.deepEqual(await waiting(), []);
    await page.getByRole('button', { name: '復原' }).click();
    await page.getByText(`已收回 ${before.length} 件的決定`).waitFor();
    assert.equal((await waiting()).length, before.length);
  },

  'stands in for a colleague, and certifies in that place': async ({ browser, size, watch }) => {
    const teachers = await peopleWho('course_teacher');
    const substitute = teachers.sort((a, b) => a.username.localeCompare(b.username)).at(-1);
    assert.ok(substitute, 'a course teacher');
    const visitor = watch(await Visitor.enter(browser, size, substitute, '/certifications'));
    const { page } = visitor;
    const whose = page.getByLabel('認證清單');
    const colleague = whose.getByRole('option', { name: /^代理/ });
    await colleague.waitFor({ state: 'attached' });
    await whose.selectOption(await colleague.getAttribute('value'));
    await page.getByText(/^待認證 [3-9] 件/).waitFor();
    const first = await current(visitor);
    assert.ok(first, 'an outcome waits for the colleague');
    await page.getByRole('button', { name: '認證通過', exact: true }).click();
    await page.getByText(`已認證「${first}」`).waitFor();
    await page.getByRole('button', { name: '復原' }).first().click();
    await page.getByText(`已收回「${first}」的決定`).waitFor();
    await page.getByRole('button', { name: first }).first().waitFor();
  },

  'finds a student of the class and looks at the portfolio': async ({ browser, size, watch }) => {
    const homeroom = await person('homeroom_teacher');
    const caller = await Caller.of(homeroom);
    const visitor = watch(await Visitor.enter(browser, size, homeroom, '/classes'));
    const { page } = visitor;
    await page.getByRole('table', { name: '班級資料' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: / 班$/ }).waitFor();
    const className = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    const { items } = await caller.call<{ items: { outcomes: { pending: number } }[] }>(
      'GET',
      `/api/schools/${caller.account.school?.code}/classes/${encodeURIComponent(className)}/students`,
    );
    const waiting = items.map(({ outcomes }) => outcomes.pending);
    const all = waiting.reduce((sum, number) => sum + number, 0);
    assert.ok(all > 0, 'something of the class waits to be certified');
    await page.getByText(`共 ${items.length} 位學生，待認證 ${all} 件`).waitFor();
    const students = page.getByRole('table').getByRole('link');
    await students.first().waitFor();
    const [other, , name] = await students.allTextContents();
    assert.ok(other && name, 'students of the class');
    await page.getByLabel('搜尋姓名或學號').fill(name);
    await page.getByRole('link', { name, exact: true }).waitFor();
    await page.getByRole('link', { name: other, exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `${name}的學習歷程` }).waitFor();
  },
});

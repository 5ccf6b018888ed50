// What goes wrong while somebody works: a clear sentence, and nothing is lost.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { report, reservations, savedHere, writeOutcome } from './outcomeForm.ts';
import { Caller, person, personElsewhere, reserveFile, storeFile } from './people.ts';
import { windowOf, type WindowItem } from './windows.ts';

const NEW = '/outcomes/new';
const REFUSED = /Failed to load resource/;
const MB = 1 << 20;
/** Milliseconds in which a change of a window has reached everybody. */
const SPREAD_MS = 60_000;

interface Listed {
  items: { id: string; title: string; file_id: string; used_by: string | null }[];
}

const outcomesOf = (caller: Caller) =>
  caller.call<Listed>('GET', `/api/students/${caller.account.id}/learning-outcomes`);

/**
 * The upload window of the first school, and what moves its end. Each change is spread to every student in
 * turn: the journey goes on when its own student has it, and here it is one of two hundred, not of
 * two thousand.
 */
async function uploadWindow(student: Caller) {
  const office = await Caller.of(await person('school_administrator'));
  const { now, close, reopen } = await windowOf(office, 'outcome_upload');
  const spread = async () => {
    const { kind, version } = await now();
    for (const deadline = Date.now() + SPREAD_MS; Date.now() < deadline; await setTimeout(250)) {
      const dashboard = `/api/students/${student.account.id}/dashboard`;
      const { windows } = await student.call<{ windows: WindowItem[] }>('GET', dashboard);
      if (windows.some((shown) => shown.kind === kind && shown.version === version)) return;
    }
    assert.fail('the change of the window never reached the student');
  };
  await spread();
  return {
    close: (at: string) => close(at).then(spread),
    reopen: () => reopen().then(spread),
  };
}

/** Ten megabytes that are a recording. */
const recording = (seed: number) =>
  Buffer.concat([
    Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00', 'latin1'),
    Buffer.alloc(10 * MB - 10, seed + 1),
  ]);

journeys('bad luck', {
  'a token that has run out is renewed in mid-form, and nobody notices': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 7 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), /401/);
    const { page } = visitor;
    const title = `票證過期 ${size.name}`;
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', report('token'));
    await page.getByText('report.pdf 已上傳').waitFor();
    const renewed = page.waitForResponse((answer) => answer.url().endsWith('/api/session/refresh'));
    // The functions refuse the token as they do ten minutes later.
    await page.route('**/learning-outcomes', (route) => route.fulfill({ status: 401, body: '{}' }), {
      times: 1,
    });
    await page.getByRole('button', { name: '儲存草稿' }).click();
    assert.ok((await renewed).ok());
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const { items } = await outcomesOf(await Caller.of(student));
    assert.equal(items.filter((item) => item.title === title).length, 1);
  },

  'a window that closes while the form is open takes no word away': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 12 + turn);
    const caller = await Caller.of(student);
    const window = await uploadWindow(caller);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), REFUSED);
    const { page } = visitor;
    const title = `截止前一刻 ${size.name}`;
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', report('in time'));
    await page.getByText('report.pdf 已上傳').waitFor();
    await savedHere(visitor);
    // What was reserved in time counts for half an hour more.
    const second = 1_000;
    await window.close(new Date(Date.now() + 2 * second).toISOString());
    try {
      await page.waitForTimeout(2.5 * second);
      await visitor.reopen(NEW);
      await visitor.page.getByText('上傳學習成果已截止').waitFor();
      await visitor.page.getByText(/上傳期間已結束/).waitFor();
      assert.equal(await visitor.page.getByLabel('名稱').inputValue(), title);
      await visitor.page.getByRole('button', { name: '儲存草稿' }).click();
      await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor();
      assert.ok((await outcomesOf(caller)).items.some((item) => item.title === title));
    } finally {
      await window.reopen();
    }
  },

  'a file that comes after the close is refused with the reason, and the form stays': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 12 + turn);
    const window = await uploadWindow(await Caller.of(student));
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), REFUSED);
    const { page } = visitor;
    const title = `來不及了 ${size.name}`;
    await writeOutcome(visitor, title);
    await window.close(new Date(Date.now() + 500).toISOString());
    try {
      await page.waitForTimeout(1_000);
      await visitor.chooseFile('文件檔案', report('late'));
      await page.getByText('report.pdf 已上傳').waitFor();
      await page.getByRole('button', { name: '儲存草稿' }).click();
      await page.getByRole('alert').getByText('目前不在開放期間內。').waitFor();
      assert.equal(await page.getByLabel('名稱').inputValue(), title);
    } finally {
      await window.reopen();
    }
    await page.getByRole('button', { name: '儲存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  },

  'signing out in one tab ends the other, and the drafts of both': async ({ browser, size, turn, watch }) => {
    const student = await person('student', 1 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), /401/);
    await writeOutcome(visitor, '兩個分頁都登出');
    await savedHere(visitor);
    const second = await visitor.context.newPage();
    await second.goto('/performances/new?kind=creative_work');
    await second.getByLabel('名稱').fill('另一份草稿');
    await second.getByText('已自動儲存於這台裝置').waitFor();
    await second.getByRole('button', { name: '登出' }).click();
    const asked = second.getByRole('dialog', { name: '還有 2 份草稿沒有儲存' });
    await asked.getByRole('button', { name: '刪除草稿並登出' }).click();
    await second.getByRole('heading', { level: 1, name: '登入' }).waitFor();
    await visitor.page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
    // Whatever the first tab still had to save is gone too.
    await visitor.page.waitForTimeout(600);
    assert.deepEqual(await second.evaluate(() => indexedDB.databases()), []);
    await visitor.page.goto('/dashboard');
    await visitor.page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
  },

  'space that another tab used up is told before and after, and the form goes on': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await personElsewhere('student', 3 + turn);
    const caller = await Caller.of(student);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW), REFUSED);
    const { page } = visitor;
    await writeOutcome(visitor, `空間不夠 ${size.name}`);
    const stored: string[] = [];
    const kept: string[] = [];
    try {
      // Until nothing of ten megabytes fits, and then until nothing fits: first stored, then only kept.
      const full = async () => {
        const { quota } = await caller.call<{
          quota: { limit_bytes: number; used_bytes: number; pending_bytes: number };
        }>('GET', '/api/account');
        return quota.limit_bytes - quota.used_bytes - quota.pending_bytes;
      };
      while ((await full()) > 70 * MB) {
        const name = `練習錄音 ${stored.length + 1}.mp3`;
        stored.push(await storeFile(caller, name, recording(stored.length), 'audio/mpeg'));
      }
      for (let free = await full(); free > 64; free = await full()) {
        const bytes = recording(100 + kept.length).subarray(0, Math.min(10 * MB, free - 32));
        kept.push((await reserveFile(caller, '保留.mp3', bytes, 'audio/mpeg')).file_id);
      }

      await visitor.chooseFile('文件檔案', report('no room'));
      const refusal = page.getByRole('alert').filter({ hasText: '「report.pdf」沒有上傳成功' });
      await refusal.getByText('使用空間不足，請先刪除不需要的檔案。').waitFor();
      await refusal.getByText(/^剩餘空間 /).waitFor();
      await refusal.getByRole('link', { name: '查看哪些檔案佔用空間' }).waitFor();
      // A form that is opened now says so before a byte is sent; the file that was kept tries once more.
      await savedHere(visitor);
      await page.reload();
      await page.getByText(/已還原 .* 的草稿/).waitFor();
      await refusal.waitFor();
      const sent = reservations(visitor);
      await visitor.chooseFile('文件檔案', report('no room either', 'other.pdf'), '換一個檔案');
      await page
        .getByRole('alert')
        .getByText(/「other.pdf」放不下，剩餘空間/)
        .waitFor();
      assert.deepEqual(sent, []);
    } finally {
      for (const file of [...stored, ...kept]) await caller.call('DELETE', `/api/files/${file}`);
    }
    // As soon as there is room, it goes by itself.
    await page.reload();
    await page.getByText(/已還原 .* 的草稿/).waitFor();
    await page.getByText('report.pdf 已上傳').waitFor();
    await page.getByRole('button', { name: '儲存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: `空間不夠 ${size.name}` }).waitFor();
  },

  'a name of sixty characters and pictures is shown whole, everywhere': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const student = await person('student', 11 + turn);
    const visitor = watch(await Visitor.enter(browser, size, student, NEW));
    const { page } = visitor;
    const title = `${size.name.slice(0, 1)}${'🌿📚👩‍🔬'.repeat(3)}${'河岸生態調查'.repeat(8)}`.slice(0, 70);
    await writeOutcome(visitor, title);
    await visitor.chooseFile('文件檔案', report('long', `${title.slice(0, 60)}.pdf`));
    await page.getByText(`${title.slice(0, 60)}.pdf 已上傳`).waitFor();
    await page.getByRole('button', { name: '儲存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    for (const path of ['/outcomes', '/files']) {
      await page.goto(path);
      await page.getByRole('table').getByText(title.slice(0, 60)).first().waitFor();
      const wider = await page.evaluate(() => {
        const root = document.scrollingElement ?? document.body;
        return root.scrollWidth - root.clientWidth;
      });
      assert.equal(wider, 0, path);
    }
    const caller = await Caller.of(student);
    const mine = (await outcomesOf(caller)).items.find((item) => item.title === title);
    assert.ok(mine, 'kept as it was typed');
  },
});

// The student's dashboard: one request, and every number on it is the functions' own.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { Caller, person, personElsewhere } from './people.ts';
import { reloadUntil, windowOf } from './windows.ts';

interface Board {
  quota: { used_bytes: number; limit_bytes: number };
  outcomes: Record<'draft' | 'pending' | 'certified' | 'returned', number>;
  selections: Record<'learning_outcomes' | 'diverse_performances', { selected: number; limit: number }>;
  windows: { kind: string; period: string; open: boolean; closes_at: string }[];
  grades: { semester: string; course_name: string; score: number | null }[];
  notices: { text: string }[];
}

const megabytes = (bytes: number) => {
  const value = bytes / 2 ** 20;
  return `${Number.isInteger(value) ? value : value.toFixed(2)} MB`;
};

journeys('the dashboard', {
  'shows space, certification, places, windows, grades and messages by one request': async ({
    browser,
    size,
    watch,
  }) => {
    const student = await person('student', 11);
    const caller = await Caller.of(student);
    const board = await caller.call<Board>('GET', `/api/students/${caller.account.id}/dashboard`);
    const visitor = watch(await Visitor.enter(browser, size, student, '/account'));
    const { page } = visitor;
    const calls: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) calls.push(pathname.split('/').at(-1) ?? '');
    });
    await page.goto('/dashboard');
    const card = (name: string | RegExp) => page.getByRole('region', { name });

    const { used_bytes, limit_bytes } = board.quota;
    await card('已使用空間')
      .getByText(`${megabytes(used_bytes)} / ${megabytes(limit_bytes)}`, { exact: true })
      .waitFor();
    const { draft, pending, returned, certified } = board.outcomes;
    await card('學習歷程認證狀態')
      .getByText(`未認證學習成果：${draft + pending + returned} 件`)
      .waitFor();
    const counts = await card('學習歷程認證狀態').getByRole('definition').allInnerTexts();
    assert.deepEqual(counts.map(Number), [certified, pending, returned, draft]);
    for (const [name, roster] of [
      ['課程學習成果', 'learning_outcomes'],
      ['多元表現', 'diverse_performances'],
    ] as const) {
      const { selected, limit } = board.selections[roster];
      const words = `${name}：已勾選 ${selected} 件，上限 ${limit} 件，還可勾選 ${limit - selected} 件`;
      const dots = page.getByRole('img', { name: words });
      assert.equal(await dots.locator('span').count(), limit);
    }
    for (const window of board.windows.filter(({ open }) => open)) {
      const days = Math.floor((Date.parse(window.closes_at) - Date.now()) / 86_400_000);
      await page
        .getByText(new RegExp(`開放中，還有 ${days} 天`))
        .first()
        .waitFor();
    }
    for (const { text } of board.notices) await card('訊息').getByText(text).waitFor();
    assert.deepEqual(calls, ['refresh', 'dashboard']);

    // A semester that is over has grades: a table with a picture in it, whose numbers are read out.
    const graded = board.grades.find(({ score }) => score !== null);
    assert.ok(graded, 'a grade');
    await page.getByLabel('學期').selectOption(graded.semester);
    const row = page.getByRole('table', { name: '成績' }).getByRole('row', { name: graded.course_name });
    assert.equal(await row.getByRole('cell').first().innerText(), String(graded.score));
    assert.equal(await card('獎懲').getByRole('term').count(), 6);
    assert.equal(await card('出缺勤（節）').getByRole('term').count(), 6);
    assert.deepEqual(calls, ['refresh', 'dashboard']);
  },

  'counts down to the minute, and says when a window has closed': async ({ browser, size, watch }) => {
    const student = await person('student', 11);
    const caller = await Caller.of(student);
    const board = await caller.call<Board>('GET', `/api/students/${caller.account.id}/dashboard`);
    const upload = board.windows.find(({ kind, open }) => kind === 'outcome_upload' && open);
    assert.ok(upload, 'an open window');
    const visitor = watch(await Visitor.enter(browser, size, student, '/account'));
    const { page } = visitor;
    await page.clock.install();
    await page.clock.setFixedTime(Date.parse(upload.closes_at) - 59 * 60_000);
    await page.goto('/dashboard');
    await page.getByText('上傳學習成果開放中，還有 59 分鐘').waitFor();
    await page.getByRole('link', { name: '上傳學習成果' }).first().waitFor();
    await page.clock.setFixedTime(Date.parse(upload.closes_at) + 1_000);
    await page.clock.runFor(31_000);
    await page.getByText('上傳學習成果已截止').waitFor();
  },

  'a window that is not open yet says when it opens, beside those that are': async ({
    browser,
    size,
    watch,
  }) => {
    const office = await Caller.of(await personElsewhere('school_administrator'));
    const { move, reopen } = await windowOf(office, 'performance_selection');
    // A little more than three days: the page says whole ones.
    const opens = new Date(Date.now() + 73 * 3_600_000).toISOString();
    await move({ opens_at: opens });
    try {
      const student = await personElsewhere('student');
      const visitor = watch(await Visitor.enter(browser, size, student, '/dashboard'));
      const { page } = visitor;
      await reloadUntil(page, '勾選多元表現尚未開放，還有 3 天');
      await page.getByText(/^勾選學習成果開放中，還有/).waitFor();
    } finally {
      await reopen();
    }
  },
});

// What a student and a parent sign: the year's selection on paper.
import assert from 'node:assert/strict';
import { journeys } from './journeys.ts';
import { outcomesOf } from './outcomes.ts';
import { personElsewhere } from './people.ts';

interface Board {
  student: {
    name: string;
    number: string;
    class_name: string;
    seat: number;
    school: { name: string };
  };
}

type Printing = Window & { printed: number };

journeys('the confirmation sheet', {
  'is printed without the rest of the page, with both rosters and places to sign': async ({
    size,
    turn,
    begin,
  }) => {
    const { caller, page } = await begin(await personElsewhere('student', turn), '/account');
    const base = `/api/students/${caller.account.id}`;
    const { student } = await caller.call<Board>('GET', `${base}/dashboard`);
    const select = async (roster: string, ids: string[]) => {
      const path = `${base}/selections/115/${roster}`;
      const { version } = await caller.call<{ version: number }>('GET', path);
      await caller.call('PUT', path, { ids, version });
    };
    const outcome = (await outcomesOf(caller)).find(
      ({ state, semester }) => state === 'certified' && semester.startsWith('115'),
    );
    assert.ok(outcome?.document, 'a certified outcome of the year');
    await select('learning-outcomes', [outcome.id]);
    const title = `街角速寫 ${size.name}`;
    const work = await caller.call<{ id: string }>('POST', `${base}/diverse-performances`, {
      kind: 'creative_work',
      year: 115,
      fields: { name: title, date: '2026-10-10', description: '手繪河岸步道，標出四季的樹。' },
      external_url: 'https://example.test/sketch',
    });
    await select('diverse-performances', [work.id]);

    await page.addInitScript(() => {
      const here = window as unknown as Printing;
      here.printed = 0;
      here.print = () => (here.printed += 1);
    });
    await page.goto('/selections/confirmation-sheet');
    const sheet = page.getByRole('article');
    await sheet.waitFor();
    const print = page.getByRole('button', { name: '列印', exact: true });
    await print.click();
    assert.equal(await page.evaluate(() => (window as unknown as Printing).printed), 1);

    const around = [
      page.getByRole('banner'),
      page.getByRole('status'),
      page.getByRole('navigation'),
      page.getByRole('button'),
      page.getByRole('link'),
    ];
    assert.equal(await page.getByRole('banner').count(), 1);
    await page.emulateMedia({ media: 'print' });
    // On paper nothing is left that could be pressed.
    for (const part of around) assert.equal(await part.count(), 0, String(part));
    await page.getByRole('heading', { level: 1, name: '勾選確認單' }).waitFor();
    const text = await sheet.innerText();
    for (const wanted of [
      `${student.school.name} 115 學年度`,
      `${student.class_name} 班 ${student.seat} 號\u3000${student.name}\u3000學號 ${student.number}`,
      '課程學習成果（1 件，上限 6 件）',
      outcome.document.name,
      '多元表現（1 項，上限 10 項）',
      'https://example.test/sketch',
    ])
      assert.ok(text.includes(wanted), `${wanted} is not in ${text}`);
    for (const [name, item] of [
      [/^課程學習成果/, outcome.title],
      [/^多元表現/, title],
    ] as const) {
      const roster = sheet.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
      assert.equal(await roster.getByRole('listitem').filter({ hasText: item }).count(), 1);
      assert.equal(await roster.getByRole('listitem').count(), 1);
    }
    for (const signer of ['學生簽名', '家長（監護人）簽名']) {
      const place = await sheet.getByText(signer, { exact: true }).locator('..').boundingBox();
      // Room for a hand, and a line to write on.
      assert.ok(place !== null && place.height >= 48 && place.width >= 200, signer);
    }
  },
});

// Ten kinds of performances: each has fields of its own, and what is typed into them is what is kept.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { journeys } from './journeys.ts';
import { type Caller, personElsewhere } from './people.ts';

/** A field: its name at the functions, its label, and what is put into it; without that it may stay empty. */
type Field = [name: string, label: string, put?: string, kept?: string | number];

const ORGANISATION = '示範社區圖書館';
const START: Field = ['start_date', '開始日期', '2026-09-07'];
const END: Field = ['end_date', '結束日期', '2026-10-30'];
const SHORT: Field = ['description', '內容簡述', '學會分工，也學會把事情說清楚。'];
const SEMESTER = ['115 學年度第 1 學期', '1151'] as const;

/** The forms as the ministry's sheets have them. */
const FORMS: { kind: string; title: string; fields: Field[] }[] = [
  {
    kind: 'leadership_post',
    title: '幹部經歷暨事蹟',
    fields: [
      ['organisation', '單位名稱', '學生會'],
      START,
      END,
      ['post', '擔任職務', '總務'],
      SHORT,
      ['level', '幹部等級', '等級 2', '2'],
    ],
  },
  {
    kind: 'competition',
    title: '競賽參與',
    fields: [
      ['name', '競賽名稱', '校園科展'],
      ['event', '項目'],
      ['level', '競賽等級代碼', '縣市級', '2'],
      ['award', '獎項'],
      ['result_date', '結果公布日期', '2026-10-30'],
      SHORT,
      ['participation', '團體參與代碼', '團體', '2'],
    ],
  },
  {
    kind: 'licence',
    title: '檢定證照',
    fields: [
      ['licence_code', '證照代碼', '1042'],
      ['category', '註1(類別)'],
      ['score', '分數'],
      ['part_results', '分項結果'],
      ['obtained_date', '取得證照日期', '2026-10-30'],
      ['licence_number', '證照字號'],
      ['test_group', '檢定組別'],
      SHORT,
    ],
  },
  {
    kind: 'service_learning',
    title: '服務學習',
    fields: [
      ['name', '服務名稱', '說故事時間'],
      ['organisation', '服務單位', ORGANISATION],
      START,
      END,
      ['hours', '時數（小時）', '12.5', 12.5],
      SHORT,
    ],
  },
  {
    kind: 'flexible_learning',
    title: '彈性學習時間',
    fields: [
      ['category', '類別(種類)代碼', '3'],
      ['name', '內容(開設名稱)', '河岸觀察'],
      ['organisation', '開設單位', '自然科'],
      ['semester', '開設學年度學期', ...SEMESTER],
      ['periods_per_week', '每週節數（節）', '2', 2],
      ['weeks', '開設週數（週）', '18', 18],
      SHORT,
    ],
  },
  {
    kind: 'group_activity',
    title: '團體活動時間',
    fields: [
      ['category', '類別代碼', '2'],
      ['organisation', '辦理單位', '學務處'],
      ['name', '團體活動內容名稱', '班級辯論'],
      ['semester', '活動學年度學期', ...SEMESTER],
      ['periods', '節數（節）', '6', 6],
      SHORT,
    ],
  },
  {
    kind: 'workplace_learning',
    title: '職場學習',
    fields: [
      ['category', '類別代碼', '1'],
      ['organisation', '單位', ORGANISATION],
      ['job_title', '職稱', '見習生'],
      START,
      END,
      ['hours', '時數（小時）', '32', 32],
      SHORT,
    ],
  },
  {
    kind: 'creative_work',
    title: '作品成果',
    fields: [['name', '名稱', '河岸四季'], ['date', '日期', '2026-10-30'], SHORT],
  },
  {
    kind: 'advanced_course',
    title: '大學及技專校院先修課程',
    fields: [
      ['programme', '計畫專案'],
      ['organisation', '開設單位', '示範大學'],
      ['name', '課程名稱', '微積分'],
      START,
      END,
      ['credits', '學分數（學分）'],
      ['hours', '總時數（小時）'],
      SHORT,
    ],
  },
  {
    kind: 'other_activity',
    title: '其他多元表現',
    fields: [
      ['name', '名稱', '天文營'],
      ['organisation', '主辦單位', '示範天文館'],
      START,
      END,
      ['hours', '時數（小時）'],
      SHORT,
    ],
  },
];

interface Performance {
  id: string;
  version: number;
  kind: string;
  fields: Record<string, string | number>;
}

/** What the student has entered since, and what takes it away again. */
async function entriesOf(caller: Caller) {
  const path = `/api/students/${caller.account.id}/diverse-performances`;
  const all = async () => (await caller.call<{ items: Performance[] }>('GET', path)).items;
  const before = new Set((await all()).map(({ id }) => id));
  const entered = async () => (await all()).filter(({ id }) => !before.has(id));
  const clear = async () => {
    for (const { id, version } of await entered())
      await caller.call('DELETE', `${path}/${id}?version=${version}`);
  };
  return { entered, clear };
}

/** Goes to the form of a kind as people do; it is there when these labels are. */
async function choose(page: Page, kind: string, labels: string[]): Promise<void> {
  await page.getByRole('link', { name: '新增多元表現' }).click();
  // The list that is left has a choice of the same name.
  await page.getByRole('heading', { level: 1, name: '新增多元表現' }).waitFor();
  await page.getByRole('combobox', { name: '類別', exact: true }).selectOption({ label: kind });
  for (const label of labels) await page.locator('form').getByText(label, { exact: true }).waitFor();
}

/** The labels of the kind's own fields, in their order. */
const labelsOf = (page: Page) =>
  page
    .locator('form [name^="fields."]')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).labels?.[0]?.textContent));

/** Types a value, or chooses it where there is a choice. */
async function put(page: Page, label: string, value: string): Promise<void> {
  const place = page.locator('form').getByLabel(label);
  if (await place.and(page.locator('select')).count()) await place.selectOption({ label: value });
  else await place.fill(value);
}

journeys('kinds of performances', {
  'each of the ten has its own form, and is kept as it was filled in': async ({ turn, begin }) => {
    const student = await personElsewhere('student', turn);
    const { caller, page } = await begin(student, '/performances');
    const { entered, clear } = await entriesOf(caller);
    try {
      for (const { kind, title, fields } of FORMS) {
        const labels = fields.map(([, label, value]) => (value === undefined ? label : `${label} *`));
        await choose(page, title, labels);
        assert.deepEqual(await labelsOf(page), labels);
        for (const [, label, value] of fields) if (value !== undefined) await put(page, label, value);
        await page.getByRole('button', { name: '儲存' }).click();
        await page.getByRole('heading', { level: 1, name: '多元表現', exact: true }).waitFor();
        const filled = fields.filter(([, , value]) => value !== undefined);
        const kept = Object.fromEntries(filled.map(([name, , value, kept]) => [name, kept ?? value]));
        const found = (await entered()).filter((item) => item.kind === kind);
        assert.deepEqual(
          found.map((item) => item.fields),
          [kept],
        );
      }
      assert.equal((await entered()).length, 10);
    } finally {
      await clear();
    }
  },

  'what is missing, no number, too large or out of order is said at its field': async ({
    size,
    turn,
    begin,
  }) => {
    const student = await personElsewhere('student', turn);
    const { caller, page } = await begin(student, '/performances', /Failed to load resource/);
    const { entered, clear } = await entriesOf(caller);
    const save = () => page.getByRole('button', { name: '儲存' }).click();
    const told = (message: string) =>
      page.getByRole('alert').filter({ hasText: '欄位需要修正' }).getByRole('link', { name: message });
    try {
      // A choice that nobody made is missing too, and the message leads to it.
      await choose(page, '幹部經歷暨事蹟', ['幹部等級 *']);
      await save();
      await page.getByText('有 6 個欄位需要修正').waitFor();
      await told('幹部等級：必填').click();
      await page.getByRole('combobox', { name: '幹部等級' }).and(page.locator(':focus')).waitFor();
      await page.getByRole('link', { name: '← 回多元表現' }).click();

      await choose(page, '服務學習', ['時數（小時） *']);
      await put(page, '服務名稱', `說故事 ${size.name}`);
      await put(page, '服務單位', ORGANISATION);
      await put(page, '開始日期', '2026-10-30');
      await put(page, '結束日期', '2026-09-07');
      await put(page, '內容簡述', '帶孩子讀繪本。');
      for (const [hours, message] of [
        ['', '必填'],
        ['很多', '請輸入數字'],
        ['9000', '請輸入 0 到 8784 的數字'],
      ] as const) {
        await put(page, '時數', hours);
        await save();
        await told(`時數：${message}`).waitFor();
        await page.getByLabel('時數').and(page.locator('[aria-invalid=true]')).waitFor();
      }
      // What only the functions look at comes back to its field as well.
      await put(page, '時數', '12');
      await save();
      await told('結束日期：').waitFor();
      await page.getByLabel('結束日期').and(page.locator('[aria-invalid=true]')).waitFor();
      assert.deepEqual(await entered(), []);

      await put(page, '結束日期', '2026-10-30');
      await save();
      await page.getByRole('heading', { level: 1, name: '多元表現', exact: true }).waitFor();
      assert.equal((await entered())[0]?.fields.hours, 12);
    } finally {
      await clear();
    }
  },
});

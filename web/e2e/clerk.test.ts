// A clerk sends a roster: progress, pre-check, freeze, files, and a receipt with lines of no use.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { displayName, type Person, peopleWho, person, personElsewhere } from './people.ts';
import { receipt, received, rejected, type Row, submissionsOf, UNKNOWN_LINE } from './submissions.ts';

const SENT_WITHIN_MS = 60_000;
/** A school and one of its years for each size, so that none is in the other's way. */
const TURNS = [
  { clerk: () => person('performance_submitter'), year: 114 },
  { clerk: () => person('performance_submitter'), year: 113 },
  { clerk: () => personElsewhere('performance_submitter'), year: 114 },
] as const;

/** Whose row it is, if they can sign in. */
async function ownerOf({ student }: Row, school: string | null): Promise<Person | undefined> {
  const seat = `s${student.class_name}${String(student.seat).padStart(2, '0')}`;
  return (await peopleWho('student', school)).find(({ username }) => username.endsWith(seat));
}

journeys('a clerk', {
  'sends a roster, keeps its files, and reads in what was received': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const { clerk: whose, year } = TURNS[turn] ?? TURNS[0];
    const clerk = await whose();
    const visitor = watch(await Visitor.enter(browser, size, clerk, '/school/central-submissions'));
    const { page } = visitor;
    await page.getByLabel('學年度').selectOption(String(year));
    await page.getByLabel('名冊').selectOption('diverse_performances');
    await page.getByRole('button', { name: '建立並預檢' }).click();
    await page.getByText('預檢沒有發現問題').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('button', { name: '凍結並送出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '確定凍結' }).click();
    const files = page.getByRole('table', { name: '送出的檔案' });
    await files.waitFor({ timeout: SENT_WITHIN_MS });
    const download = page.waitForEvent('download');
    await files.getByRole('button', { name: /\.xlsx$/ }).click();
    assert.match((await download).suggestedFilename(), new RegExp(`^\\d{6}_${year}_25\\.xlsx$`));
    assert.equal(await (await download).failure(), null);

    const items = await (await submissionsOf(clerk)).rowsOf({ id });
    const owners = await Promise.all(items.map((row) => ownerOf(row, clerk.school)));
    const place = owners.findIndex((owner) => owner !== undefined);
    const [first, student] = [items[place], owners[place]];
    assert.ok(first && student, 'a row of somebody who can sign in');
    const rest = items.filter((item) => item !== first);
    const lines = [rejected(first), ...rest.map(received), UNKNOWN_LINE];
    await visitor.chooseFile('收訖明細（CSV）', receipt(lines));
    await page.getByText('收訖明細.csv 已上傳').waitFor();
    await page.getByRole('button', { name: '匯入', exact: true }).click();
    await page.getByText(/^共 \d+ 列：已收到 \d+、被退回 1、/).waitFor();
    await page.getByRole('table', { name: '無法採用的行' }).getByText('這個資料識別碼不在本批次').waitFor();
    await page.getByLabel('結果', { exact: true }).selectOption('rejected');
    await page.getByRole('table', { name: '提交明細' }).getByText(first.data_key).waitFor();

    const pupil = watch(await Visitor.enter(browser, size, student, '/submissions'));
    const mine = pupil.page.getByRole('table').getByRole('row').filter({ hasText: first.data_key });
    await mine.getByText(first.title).waitFor();
    await mine.getByText('被退回').waitFor();
    await mine.getByText('檔案無法開啟').waitFor();
    await pupil.page.getByRole('button', { name: '列印或存成收據' }).waitFor();
    await pupil.page.emulateMedia({ media: 'print' });
    await pupil.page.locator('p.printed', { hasText: await displayName(student) }).waitFor();
    assert.ok(!(await pupil.page.getByRole('navigation').first().isVisible()));
  },
});

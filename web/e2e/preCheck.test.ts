// The pre-check in words: who has what wrong, where it is mended, and no freeze before that.
import assert from 'node:assert/strict';
import { journeys } from './journeys.ts';
import { Caller, personElsewhere } from './people.ts';
import { submissionsOf } from './submissions.ts';

/** A year that is over, of a school whose outcomes of that year nobody sends. */
const YEAR = 114;

/** A batch with what its pre-check finds. */
interface Checked {
  problems: { item_title: string | null; student: { name: string; class_name: string } | null }[];
}

/** What moves the number of outcomes that a student may select in a year. */
async function limits() {
  const office = await Caller.of(await personElsewhere('school_administrator'));
  const path = `/api/schools/${office.account.school?.code}/settings`;
  const read = () => office.call<{ selected_outcomes_per_year: number }>('GET', path);
  const { selected_outcomes_per_year: meant } = await read();
  const set = async (limit: number) =>
    office.call('PUT', path, { ...(await read()), selected_outcomes_per_year: limit });
  return { set, putBack: () => set(meant) };
}

journeys('the pre-check', {
  'says who has too many, leads to the class, and lets nothing be frozen until it is mended': async ({
    enter,
  }) => {
    const submitter = await personElsewhere('outcome_submitter');
    const { caller, path, batchOf } = await submissionsOf(submitter);
    const { set, putBack } = await limits();
    const { id } = await batchOf(YEAR, 'learning_outcomes');
    await set(1);
    try {
      const { problems } = await caller.call<Checked>('GET', `${path}/${id}`);
      const student = problems[0]?.student;
      assert.ok(student, 'somebody selected two');
      const { page } = await enter(submitter, `/school/central-submissions/${id}`);
      await page.getByText(`預檢發現 ${problems.length} 個問題`).waitFor();
      const row = page
        .getByRole('table', { name: '預檢' })
        .getByRole('row')
        .filter({ hasText: student.name });
      await row.getByText(/^此學生勾選了 \d+ 件，超過本學年上限 1 件/).waitFor();
      await row.getByText('必須處理').waitFor();
      const freeze = page.getByRole('button', { name: '凍結並送出' });
      assert.ok(await freeze.isDisabled());
      await page.getByText(`有 ${problems.length} 個問題必須先處理`).waitFor();

      await row.getByRole('link', { name: `${student.class_name} 班名單` }).click();
      await page.getByRole('heading', { level: 1, name: `${student.class_name} 班` }).waitFor();
      await page.getByRole('rowheader', { name: student.name }).waitFor();
      await page.goBack();
      await row.waitFor();

      await putBack();
      await page.getByRole('button', { name: '重新預檢' }).click();
      await page.getByText('預檢沒有發現問題').waitFor();
      assert.ok(await freeze.isEnabled());
    } finally {
      await putBack();
    }
  },
});

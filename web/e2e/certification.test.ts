// Between the student and the teacher: what was returned is mended, and a request is taken back.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { decide, draftOf, outcomeOf, putForward, queueOf } from './outcomes.ts';
import { personElsewhere } from './people.ts';

journeys('certification', {
  'what was returned says why, is mended, and waits again': async ({ browser, size, turn, watch }) => {
    const who = await personElsewhere('student', turn);
    const title = `河岸觀察 ${size.name}`;
    const reason = `請在首頁加上班級與姓名（${size.name}）`;
    const { student, teacher, outcome } = await draftOf(who, title);
    await decide(teacher, student, await putForward(student, outcome), reason);
    assert.ok(!(await queueOf(teacher)).includes(title));

    const visitor = watch(await Visitor.enter(browser, size, who, '/outcomes'));
    const { page } = visitor;
    const row = page.getByRole('row').filter({ hasText: title });
    await row.getByText('已退回').waitFor();
    await row.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText('老師退回了這件學習成果').waitFor();
    await page.getByText(reason, { exact: true }).waitFor();

    await page.getByRole('link', { name: '修改學習成果' }).click();
    const description = page.getByLabel('成果簡述');
    assert.equal(await description.inputValue(), outcome.description);
    const mended = '走訪河岸，記錄水質與鳥類；首頁已加上班級與姓名。';
    await description.fill(mended);
    await page.getByRole('button', { name: '儲存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText(mended).waitFor();
    // The reason stays in sight among what has happened.
    await page.getByText(`原因：${reason}`).waitFor();
    assert.equal((await outcomeOf(student, outcome)).description, mended);
    assert.ok(!(await queueOf(teacher)).includes(title));

    await page.getByRole('button', { name: '送出認證' }).click();
    await page.getByRole('button', { name: '收回認證申請' }).waitFor();
    const { state, attempts } = await outcomeOf(student, outcome);
    assert.equal(state, 'pending');
    assert.deepEqual(
      attempts.map((attempt) => [attempt.decision, attempt.reason]),
      [
        ['returned', reason],
        [null, null],
      ],
    );
    assert.ok((await queueOf(teacher)).includes(title));
  },

  'a request is taken back, and the outcome can be changed again': async ({ browser, size, turn, watch }) => {
    const who = await personElsewhere('student', turn);
    const title = `太早送出 ${size.name}`;
    const { student, teacher, outcome } = await draftOf(who, title);
    await putForward(student, outcome);
    assert.ok((await queueOf(teacher)).includes(title));

    const visitor = watch(await Visitor.enter(browser, size, who, `/outcomes/${outcome.id}`));
    const { page } = visitor;
    const edit = page.getByRole('link', { name: '修改學習成果' });
    const takeBack = page.getByRole('button', { name: '收回認證申請' });
    await takeBack.waitFor();
    assert.equal(await edit.count(), 0);
    await takeBack.click();
    await edit.waitFor();
    await page.getByText('草稿', { exact: true }).waitFor();
    const { state, attempts } = await outcomeOf(student, outcome);
    assert.deepEqual([state, attempts], ['draft', []]);
    assert.ok(!(await queueOf(teacher)).includes(title));
  },
});

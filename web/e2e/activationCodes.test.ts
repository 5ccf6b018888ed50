// The first sign-in with a code on paper. It gives new codes to all staff who are not activated yet.
import assert from 'node:assert/strict';
import { Visitor } from './browser.ts';
import { journeys } from './journeys.ts';
import { newcomer, person } from './people.ts';

journeys('activation codes', {
  'the administrator prints slips, and one of them opens the activation': async ({
    browser,
    size,
    turn,
    watch,
  }) => {
    const teacher = await newcomer('course_teacher');
    const office = watch(await Visitor.open(browser, size));
    await office.signIn(await person('school_administrator'));
    await office.choose('列印啟用碼');
    await office.page.getByRole('button', { name: '產生啟用碼' }).click();
    const slip = office.page.getByRole('listitem').filter({ hasText: teacher.username });
    const code = await slip.getByText(/^\d{8}$/).innerText();
    await office.picture(`activation-codes-${turn}`);
    await office.page.emulateMedia({ media: 'print' });
    await office.page.getByRole('button', { name: '列印' }).waitFor({ state: 'hidden' });
    const [paper, card] = [await slip.boundingBox(), await office.page.getByRole('region').boundingBox()];
    assert.ok(paper && card && paper.x + paper.width <= card.x + card.width, 'a slip is cut off');
    await office.picture(`activation-codes-printed-${turn}`);

    const newcomers = watch(await Visitor.open(browser, size));
    await newcomers.page.goto('/');
    await newcomers.fillSignIn({ username: teacher.username, password: code });
    await newcomers.page.waitForURL('**/activation');
  },
});

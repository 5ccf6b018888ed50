// The first sign-in with a code on paper. It gives new codes to all staff who are not activated yet.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { desktop, phone, startBrowser, Visitor } from './browser.ts';
import { newcomer, person } from './people.ts';

describe('activation codes', { concurrency: 1 }, () => {
  let browser: Browser;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  it('the administrator prints slips, and one of them opens the activation', async () => {
    const teacher = await newcomer('course_teacher');
    const office = await Visitor.open(browser, desktop);
    await office.signIn(await person('school_administrator'));
    await office.choose('列印啟用碼');
    await office.page.getByRole('button', { name: '產生啟用碼' }).click();
    const slip = office.page.getByRole('listitem').filter({ hasText: teacher.username });
    const code = await slip.getByText(/^\d{8}$/).innerText();
    await office.picture('activation-codes');
    assert.deepEqual(office.complaints, []);
    await office.close();

    const newcomers = await Visitor.open(browser, phone);
    await newcomers.page.goto('/');
    await newcomers.fillSignIn({ username: teacher.username, password: code });
    await newcomers.page.waitForURL('**/activation');
    await newcomers.picture('activation');
    assert.deepEqual(newcomers.complaints, []);
    await newcomers.close();
  });
});

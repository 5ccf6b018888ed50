// What is done before a page of the app is looked at, in either language, and what undoes it.
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { report } from './outcomeForm.ts';
import { BASE_URL, Caller, type Person, person } from './people.ts';
import { type Batch, receipt, received, rejected, submissionsOf, UNKNOWN_LINE } from './submissions.ts';

type Deed = (page: Page) => Promise<void>;

export const press =
  (name: RegExp): Deed =>
  (page) =>
    page.getByRole('button', { name }).first().click();

export const dialog =
  (name: RegExp): Deed =>
  async (page) => {
    await press(name)(page);
    await page.getByRole('dialog').waitFor();
  };

export const submitted =
  (name: RegExp): Deed =>
  async (page) => {
    await press(name)(page);
    await page.getByRole('alert').first().waitFor();
  };

export const signedIn =
  ({ username, password }: Person): Deed =>
  async (page) => {
    await page.locator('input[name=username]').fill(username);
    await page.locator('input[name=password]').fill(password);
    await press(/登入|Sign in/)(page);
    await page.getByRole('dialog').or(page.getByRole('meter')).waitFor();
  };

/** Each look is somebody else's first attempt: the fifth of the same name would be locked out. */
let strangers = 0;

export const strangerRefused: Deed = async (page) => {
  await page.locator('input[name=username]').fill(`nobody-${(strangers += 1)}`);
  await page.locator('input[name=password]').fill('wrong');
  await submitted(/登入|Sign in/)(page);
};

export const emptyFileChosen: Deed = async (page) => {
  const empty = { name: '空白.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) };
  await page.locator('input[type=file]').first().setInputFiles(empty);
  await page.getByText('空白.pdf').waitFor();
};

/** The school year that is running. */
const year = () => new Date().getFullYear() - 1911 - (new Date().getMonth() < 7 ? 1 : 0);

/** A batch of outcomes of a school year that is over, so many years ago: it is in nobody's way. */
async function batch(ago: number) {
  const submissions = await submissionsOf(await person('outcome_submitter'));
  return { ...submissions, batch: await submissions.batchOf(year() - ago, 'learning_outcomes') };
}

/** A batch that is open: its pre-check is to be looked at. */
export const openBatch = async (): Promise<Batch> => (await batch(1)).batch;

const UNDER_WAY = ['open', 'frozen', 'built', 'sent'];

/** A batch that is sent, if need be now. */
export async function sentBatch(): Promise<Batch> {
  const { caller, path, batch: found } = await batch(2);
  const { id, state, version } = found;
  if (state === 'open') await caller.call('POST', `${path}/${id}/freeze`, { version });
  for (;;) {
    const stands = await caller.call<Batch>('GET', `${path}/${id}`);
    if (!UNDER_WAY.includes(stands.state)) return stands;
    await setTimeout(500);
  }
}

/** Reads in what was received of it: one row was rejected, and two lines are of no use. */
export const receiptImported: Deed = async (page) => {
  const { rowsOf, batch: sent } = await batch(2);
  const [first, ...rest] = await rowsOf(sent);
  const lines = first === undefined ? [] : [rejected(first), ...rest.map(received)];
  const file = receipt([...lines, UNKNOWN_LINE, '不是識別碼,received,']);
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByText(/收訖明細\.csv (已上傳|was uploaded)/).waitFor();
  await press(/^(匯入|Import)$/)(page);
  await page.getByRole('table', { name: /^(無法採用的行|Lines that could not be used)$/ }).waitFor();
};

/** Somebody reports a problem, so that there is one to settle. */
export async function reportProblem(): Promise<void> {
  const caller = await Caller.of(await person('student'));
  const text = '按下「上傳」之後，畫面停在百分之九十。';
  await caller.call('POST', '/api/problem-reports', { category: 'bug', text, page: '/outcomes/new' });
}

/** A night whose comparison has a report. */
export async function compared(): Promise<string> {
  const at = `${new Date().toISOString().slice(0, 10)}T02:00:00+08:00`;
  const headers = { 'content-type': 'application/json' };
  await fetch(`${BASE_URL}/_local/tick`, { method: 'POST', headers, body: JSON.stringify({ at }) });
  return at.slice(0, 10);
}

/** Begins a form and signs out, which asks what is to become of it. */
export const draftLeft: Deed = async (page) => {
  await page.locator('input[name=title]').fill('河岸生態調查');
  await page.getByText(/已自動儲存於這台裝置|Saved on this device/).waitFor();
  await dialog(/^(登出|Sign out)$/)(page);
};

export const draftThrownAway: Deed = async (page) => {
  await page.reload();
  await press(/^(捨棄草稿|Discard the draft)$/)(page);
  await page.getByText(/^(填寫的內容會自動儲存|What you fill in is saved)/).waitFor();
};

/** Certifies what is examined. */
export const decided: Deed = async (page) => {
  await press(/^(認證通過|Certify)$/)(page);
  await decisions(page).waitFor();
};

export const decisionTakenBack: Deed = async (page) => {
  await decisions(page)
    .getByRole('button', { name: /^(收回|Take back)/ })
    .first()
    .click();
  await decisions(page).waitFor({ state: 'detached' });
};

const decisions = (page: Page) => page.getByRole('table', { name: /^(剛才的決定|Decisions just made)$/ });

/** Chooses everything that waits, to be certified together. */
export const everythingTicked: Deed = async (page) => {
  await page.getByRole('checkbox', { name: /^(全選|All)$/ }).check();
};

/** Goes on to a page while the line is broken. */
export const linkOffline: Deed = async (page) => {
  await page.context().setOffline(true);
  const link = page.getByRole('main').getByRole('link', { name: /上傳學習成果|Upload an outcome/ });
  await link.first().click();
  await page
    .getByRole('alert')
    .filter({ hasText: /連不上系統|cannot be reached/ })
    .waitFor();
};

/** Chooses a file while the line is broken: it waits for the line. */
export const uploadOffline: Deed = async (page) => {
  await page.context().setOffline(true);
  await page.locator('input[type=file]').first().setInputFiles(report('waits for the line'));
  await page.getByText(/網路中斷|No connection/).waitFor();
};

export const lineBack: Deed = (page) => page.context().setOffline(false);

const OUTCOMES = /\/learning-outcomes(\?|$)/;

/** The sentence of the functions in each language. */
const BUSY = {
  'zh-TW': '系統忙碌中，您的資料沒有遺失，請稍候再試。',
  en: 'The system is busy. Nothing is lost; try again in a moment.',
};

/** The functions fail, as they never do here: what they would answer has a number to look up. */
export const unavailable: Deed = async (page) => {
  await page.route(OUTCOMES, (route) => {
    const language = route.request().headers()['accept-language'] === 'en' ? 'en' : 'zh-TW';
    const instance = '8f14e45f-ceea-467f-9c3d-0a1b2c3d4e5f';
    const answer = { type: '/problems/unavailable', status: 503, code: 'unavailable', instance };
    return route.fulfill({ status: 503, json: { ...answer, title: BUSY[language] } });
  });
  await page.reload();
  await page.getByRole('alert').locator('code').waitFor();
};

export const available: Deed = (page) => page.unroute(OUTCOMES);

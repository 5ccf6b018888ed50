import type { Page } from 'playwright-core';
import { phone, type Visitor } from './browser.ts';
import { Caller, newcomer, type Person, person } from './people.ts';
import {
  compared,
  decided,
  decisionTakenBack,
  available,
  dialog,
  emptyFileChosen,
  draftLeft,
  draftThrownAway,
  everythingTicked,
  lineBack,
  linkOffline,
  openBatch,
  press,
  receiptImported,
  reportProblem,
  sentBatch,
  signedIn,
  strangerRefused,
  submitted,
  unavailable,
  uploadOffline,
} from './states.ts';

/** A page of the app, or one of its states: where it is, who sees it, what is done before it is looked at. */
export interface AppPage {
  name: string;
  /** Nobody for pages before the sign-in. */
  role: string | null;
  /** Which of those who have the role; the first unless said otherwise. */
  place?: number;
  path: string;
  /** Opens a dialog, shows an error: what a page looks like after something was done on it. */
  then?: (page: Page) => Promise<void>;
  /** Takes back what was done: whoever looks at the next page, or at this one again, finds none of it. */
  after?: (page: Page) => Promise<void>;
}

interface Listed {
  items: { id: string; state: string; document: object | null }[];
}

/** Addresses with ids in them, from what the demonstration holds. */
async function places(student: Person, homeroom: Person) {
  const caller = await Caller.of(student);
  const base = `/api/students/${caller.account.id}`;
  const outcomes = await caller.call<Listed>('GET', `${base}/learning-outcomes`);
  const performances = await caller.call<Listed>('GET', `${base}/diverse-performances`);
  const one = (state: string) => outcomes.items.find((item) => item.state === state) ?? outcomes.items[0];
  const teacher = await Caller.of(homeroom);
  const school = `/api/schools/${teacher.account.school?.code}`;
  const classes = await teacher.call<{ items: { class_name: string }[] }>('GET', `${school}/classes`);
  const name = encodeURIComponent(classes.items[0]?.class_name ?? '');
  const pupils = await teacher.call<Listed>('GET', `${school}/classes/${name}/students`);
  return {
    certified: `/outcomes/${one('certified')?.id}`,
    returned: `/outcomes/${one('returned')?.id}`,
    edit: `/outcomes/${(one('draft') ?? one('returned'))?.id}/edit`,
    performance: `/performances/${performances.items[0]?.id}/edit`,
    class: `/classes/${name}`,
    portfolio: `/classes/${name}/students/${pupils.items[0]?.id}`,
  };
}

/** Among the students, the first who has been at the school for three years. */
const OLDEST = 12;

/** One who misses nothing that is deleted. */
const SPARE = 14;

/** Among the course teachers, one in whose courses several outcomes wait. */
const BUSY = 2;

/** The kinds of performances, each of which has a form. */
async function kinds(): Promise<string[]> {
  const caller = await Caller.of(await person('student'));
  const { items } = await caller.call<{ items: { kind: string }[] }>('GET', '/api/diverse-performance-kinds');
  return items.map(({ kind }) => kind);
}

/** Every page of the app. */
export async function appPages(): Promise<AppPage[]> {
  const to = await places(await person('student'), await person('homeroom_teacher'));
  await reportProblem();
  return [
    { name: 'sign-in', role: null, path: '/sign-in' },
    { name: 'sign-in-refused', role: null, path: '/sign-in', then: strangerRefused },
    { name: 'guide', role: null, path: '/help' },
    {
      name: 'questions',
      role: null,
      path: '/help/questions',
      then: (page) => page.locator('summary').first().click(),
    },
    { name: 'account-help', role: null, path: '/help/accounts' },
    { name: 'documents', role: null, path: '/documents' },
    { name: 'not-found', role: null, path: '/nowhere' },

    { name: 'dashboard', role: 'student', path: '/dashboard' },
    { name: 'outcomes', role: 'student', path: '/outcomes' },
    { name: 'outcome-new', role: 'student', path: '/outcomes/new' },
    {
      name: 'outcome-new-refused',
      role: 'student',
      path: '/outcomes/new',
      then: submitted(/儲存草稿|Save as a draft/),
    },
    { name: 'outcome-new-bad-file', role: 'student', path: '/outcomes/new', then: emptyFileChosen },
    {
      name: 'outcome-new-offline',
      role: 'student',
      path: '/outcomes/new',
      then: uploadOffline,
      after: lineBack,
    },
    {
      name: 'sign-out-with-drafts',
      role: 'student',
      place: SPARE,
      path: '/outcomes/new',
      then: draftLeft,
      after: draftThrownAway,
    },
    { name: 'page-offline', role: 'student', path: '/outcomes', then: linkOffline, after: lineBack },
    { name: 'unexpected-error', role: 'student', path: '/outcomes', then: unavailable, after: available },
    {
      name: 'menu-open',
      role: 'student',
      path: '/outcomes',
      then: async (page) => {
        await page.setViewportSize(phone);
        await press(/^(選單|Menu)$/)(page);
      },
    },
    { name: 'outcome-certified', role: 'student', path: to.certified },
    { name: 'outcome-returned', role: 'student', path: to.returned },
    { name: 'outcome-receipt', role: 'student', path: to.certified, then: dialog(/收據|Receipt/) },
    { name: 'outcome-preview', role: 'student', path: to.certified, then: dialog(/預覽|Preview/) },
    {
      name: 'outcome-replace',
      role: 'student',
      path: to.certified,
      then: dialog(/更換檔案|Replace the file/),
    },
    { name: 'outcome-edit', role: 'student', path: to.edit },
    { name: 'performances', role: 'student', path: '/performances' },
    ...(await kinds()).map((kind) => ({
      name: `performance-new-${kind}`,
      role: 'student',
      path: `/performances/new?kind=${kind}`,
    })),
    {
      name: 'performance-deleted',
      role: 'student',
      place: SPARE,
      path: '/performances',
      then: async (page) => {
        await press(/^(刪除|Delete)/)(page);
        await page.getByRole('button', { name: /^(復原|Undo)$/ }).waitFor();
      },
    },
    { name: 'performance-edit', role: 'student', path: to.performance },
    { name: 'select-outcomes', role: 'student', path: '/selections/learning-outcomes' },
    { name: 'select-performances', role: 'student', path: '/selections/diverse-performances' },
    { name: 'confirmation-sheet', role: 'student', path: '/selections/confirmation-sheet' },
    { name: 'submissions', role: 'student', path: '/submissions' },
    { name: 'files', role: 'student', path: '/files' },
    { name: 'account', role: 'student', path: '/account' },
    { name: 'report-problem', role: 'student', path: '/report-problem' },
    { name: 'not-for-you', role: 'student', path: '/school/settings' },

    { name: 'certifications', role: 'course_teacher', path: '/certifications' },
    {
      name: 'certification-return',
      role: 'course_teacher',
      path: '/certifications',
      then: dialog(/^退回$|^Return$/),
    },
    {
      name: 'certifications-several',
      role: 'course_teacher',
      place: BUSY,
      path: '/certifications',
      then: everythingTicked,
    },
    {
      name: 'certifications-decided',
      role: 'course_teacher',
      place: BUSY,
      path: '/certifications',
      then: decided,
      after: decisionTakenBack,
    },
    { name: 'classes', role: 'homeroom_teacher', path: '/classes' },
    { name: 'class', role: 'homeroom_teacher', path: to.class },
    { name: 'portfolio', role: 'homeroom_teacher', path: to.portfolio },
    { name: 'selection-progress', role: 'homeroom_teacher', path: '/school/selection-progress' },

    { name: 'central-submissions', role: 'outcome_submitter', path: '/school/central-submissions' },
    {
      name: 'central-submission',
      role: 'outcome_submitter',
      path: `/school/central-submissions/${(await openBatch()).id}`,
    },
    {
      name: 'central-submission-freeze',
      role: 'outcome_submitter',
      path: `/school/central-submissions/${(await openBatch()).id}`,
      then: dialog(/凍結並送出|Freeze and send/),
    },
    {
      name: 'central-submission-sent',
      role: 'outcome_submitter',
      path: `/school/central-submissions/${(await sentBatch()).id}`,
    },
    {
      name: 'central-submission-receipt',
      role: 'outcome_submitter',
      path: `/school/central-submissions/${(await sentBatch()).id}`,
      then: receiptImported,
    },
    { name: 'submissions-sent', role: 'student', place: OLDEST, path: '/submissions' },
    { name: 'settings', role: 'school_administrator', path: '/school/settings' },
    { name: 'windows', role: 'school_administrator', path: '/school/windows' },
    {
      name: 'window-new',
      role: 'school_administrator',
      path: '/school/windows',
      then: dialog(/新增作業期間|Add a window/),
    },
    {
      name: 'window-change',
      role: 'school_administrator',
      path: '/school/windows',
      then: dialog(/變更|Change|修改/),
    },
    { name: 'staff', role: 'school_administrator', path: '/school/staff' },
    { name: 'problem-reports', role: 'school_administrator', path: '/school/problem-reports' },
    { name: 'affected-students', role: 'school_administrator', path: '/school/affected-students' },
    { name: 'integrity-reports', role: 'city_operator', path: '/city/integrity' },
    { name: 'integrity-report', role: 'city_operator', path: `/city/integrity/${await compared()}` },
    {
      name: 'window-history',
      role: 'school_administrator',
      path: '/school/windows',
      then: dialog(/變更紀錄|History/),
    },
    { name: 'activation-codes', role: 'school_administrator', path: '/school/activation-codes' },
    {
      name: 'activation-codes-issued',
      role: 'school_administrator',
      path: '/school/activation-codes',
      then: async (page) => {
        await page.locator('select').selectOption('302');
        await press(/產生啟用碼|Issue codes/)(page);
        await page.getByRole('listitem').filter({ hasText: '302-' }).first().waitFor();
      },
    },
    { name: 'city-documents', role: 'city_operator', path: '/city/documents' },

    { name: 'activation', role: null, path: '/sign-in', then: signedIn(await newcomer('student', 2)) },
    // The last, since it stays signed in.
    { name: 'notices', role: null, path: '/sign-in', then: signedIn(await person('student')) },
  ];
}

/** Goes to a page, looks at it when everything on it is there, and leaves it as it was. */
export async function lookAt(visitor: Visitor, appPage: AppPage, look: () => Promise<void>): Promise<void> {
  const { page } = visitor;
  const { then, after } = appPage;
  await goTo(visitor, appPage);
  try {
    if (then !== undefined) {
      await then(page);
      await settled(page);
    }
    await look();
  } finally {
    await after?.(page);
  }
}

/** Goes to a page and waits until everything on it is there. */
export async function goTo({ page }: Visitor, { path }: Pick<AppPage, 'path'>): Promise<void> {
  await page.goto(path);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[class*=Skeleton], [class*=Loader-root]').first().waitFor({ state: 'detached' });
}

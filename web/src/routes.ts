import type { FC } from 'react';
import { session } from './api/current';
import type { Account, DocumentsOfCity } from './api/types';
import { homeOf, mayOpen } from './navigation';
import NotForYouPage from './pages/public/NotForYouPage';
import { type Path, paths } from './paths';
import { addressOf } from './routing/address';
import type { Entrance, Place, Route } from './routing/route';

type Code = () => Promise<{ default: FC }>;

const inside = () => import('./ui/Inside').then(({ Inside }) => Inside);

/** Who comes in behind the sign-in, and where the others go. */
function enter(place: Place): Entrance | Promise<Entrance> {
  // Whoever has never signed in here need not wait for the answer that nobody is signed in.
  return session.mayBeOpen()
    ? session.restore().then((account) => admit(place, account))
    : admit(place, null);
}

function admit({ pathname, search }: Place, account: Account | null): Entrance {
  if (account === null) {
    return { redirect: addressOf({ to: paths.signIn, search: { back: pathname + search } }) };
  }
  if (account.must_activate) return { redirect: paths.activation };
  if (pathname === paths.home) return { redirect: homeOf(account.roles) };
  return mayOpen(pathname, account.roles) ? null : { instead: NotForYouPage };
}

/** A page behind the sign-in: its address, its texts, its code. */
const page = (path: Path, texts: string[], code: Code): Route => ({
  path,
  texts,
  page: code,
  frame: inside,
  enter,
});

/** A page of help: it needs nobody to be signed in. */
const help = (path: Path, code: Code): Route => ({
  path,
  texts: ['help'],
  page: code,
  enter: () =>
    session.restore().then(
      () => null,
      () => null,
    ),
});

const open: readonly Route[] = [
  { path: paths.signIn, texts: ['session'], page: () => import('./pages/public/SignInPage') },
  {
    path: paths.activation,
    texts: ['session'],
    page: () => import('./pages/public/ActivationPage'),
    enter: () => (session.state().account?.must_activate ? null : { redirect: paths.signIn }),
  },
  {
    path: paths.documents,
    texts: ['documents'],
    page: () => import('./pages/public/DocumentsPage'),
    data: async (): Promise<DocumentsOfCity> => {
      const { answer, api } = await import('./api/client');
      return answer(api.GET('/api/documents'));
    },
  },
  help(paths.guide, () => import('./pages/public/GuidePage')),
  help(paths.questions, () => import('./pages/public/QuestionsPage')),
  help(paths.accountHelp, () => import('./pages/public/AccountHelpPage')),
];

const everybody: readonly Route[] = [
  { path: paths.home, texts: [], frame: inside, enter },
  page(paths.account, ['account', 'session'], () => import('./pages/public/AccountPage')),
  page(paths.reportProblem, ['account'], () => import('./pages/public/ReportProblemPage')),
  page(paths.files, ['files'], () => import('./pages/public/FilesPage')),
];

const student: readonly Route[] = [
  page(paths.dashboard, ['dashboard'], () => import('./pages/student/DashboardPage')),
  page(paths.outcomes, ['outcomes'], () => import('./pages/student/OutcomesPage')),
  page(paths.newOutcome, ['outcomes', 'files'], () => import('./pages/student/NewOutcomePage')),
  page(paths.outcome, ['outcomes', 'files'], () => import('./pages/student/OutcomePage')),
  page(paths.editOutcome, ['outcomes', 'files'], () => import('./pages/student/EditOutcomePage')),
  page(paths.performances, ['performances'], () => import('./pages/student/PerformancesPage')),
  page(paths.newPerformance, ['performances', 'files'], () => import('./pages/student/NewPerformancePage')),
  page(paths.editPerformance, ['performances', 'files'], () => import('./pages/student/EditPerformancePage')),
  page(paths.selectOutcomes, ['selection'], () => import('./pages/student/SelectOutcomesPage')),
  page(paths.selectPerformances, ['selection'], () => import('./pages/student/SelectPerformancesPage')),
  page(paths.confirmationSheet, ['selection'], () => import('./pages/student/ConfirmationSheetPage')),
  page(paths.mySubmissions, ['submissions'], () => import('./pages/student/MySubmissionsPage')),
];

const staff: readonly Route[] = [
  page(paths.certifications, ['certifications'], () => import('./pages/teacher/CertificationsPage')),
  page(paths.classes, ['classes'], () => import('./pages/teacher/ClassesPage')),
  page(paths.schoolClass, ['classes'], () => import('./pages/teacher/ClassPage')),
  page(
    paths.studentPortfolio,
    ['classes', 'dashboard', 'outcomes', 'performances'],
    () => import('./pages/teacher/StudentPortfolioPage'),
  ),
  page(paths.centralSubmissions, ['submissions'], () => import('./pages/school/CentralSubmissionsPage')),
  page(
    paths.centralSubmission,
    ['submissions', 'files'],
    () => import('./pages/school/CentralSubmissionPage'),
  ),
  page(paths.selectionProgress, ['selection'], () => import('./pages/school/SelectionProgressPage')),
  page(paths.settings, ['settings'], () => import('./pages/school/SettingsPage')),
  page(paths.windows, ['windows'], () => import('./pages/school/WindowsPage')),
  page(paths.cityDocuments, ['documents'], () => import('./pages/city/CityDocumentsPage')),
  page(paths.integrityReports, ['integrity'], () => import('./pages/city/IntegrityReportsPage')),
  page(paths.integrityReport, ['integrity'], () => import('./pages/city/IntegrityReportPage')),
  page(paths.affectedStudents, ['integrity'], () => import('./pages/school/AffectedStudentsPage')),
  page(paths.staff, ['staff'], () => import('./pages/school/StaffPage')),
  page(paths.activationCodes, ['classes'], () => import('./pages/school/ActivationCodesPage')),
  page(paths.problemReports, ['account'], () => import('./pages/school/ProblemReportsPage')),
];

/** Every page of the app. A fixed address stands before one with parameters that would match it. */
export const routes: readonly Route[] = [...open, ...everybody, ...student, ...staff];

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import i18n from 'i18next';
import { session } from './api/current';
import { homeOf, mayOpen } from './navigation';
import NotFoundPage from './pages/public/NotFoundPage';
import { paths } from './paths';
import { PageFailed, PageLoading } from './ui/PageStates';

/** Loads the texts of a page together with its code. */
const texts =
  (...areas: string[]) =>
  () =>
    i18n.loadNamespaces(areas);

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && /^\/(?!\/)/.test(search.back) ? { back: search.back } : {},
  loader: texts('session'),
  component: lazyRouteComponent(() => import('./pages/public/SignInPage')),
});

const activation = createRoute({
  getParentRoute: () => root,
  path: paths.activation,
  beforeLoad: () => {
    if (!session.state().account?.must_activate) throw redirect({ to: paths.signIn });
  },
  loader: texts('session'),
  component: lazyRouteComponent(() => import('./pages/public/ActivationPage')),
});

const documents = createRoute({
  getParentRoute: () => root,
  path: paths.documents,
  loader: async () => {
    await texts('documents')();
    const { answer, api } = await import('./api/client');
    return answer(api.GET('/api/documents'));
  },
  component: lazyRouteComponent(() => import('./pages/public/DocumentsPage')),
});

/** A page of help: it needs nobody to be signed in. */
const help = <const P extends string>(path: P, load: () => Promise<{ default: React.FC }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => session.restore().catch(() => null),
    loader: texts('help'),
    component: lazyRouteComponent(load),
  });

const helpPages = [
  help(paths.guide, () => import('./pages/public/GuidePage')),
  help(paths.questions, () => import('./pages/public/QuestionsPage')),
  help(paths.accountHelp, () => import('./pages/public/AccountHelpPage')),
] as const;

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const account = await session.restore();
    if (account === null) throw redirect({ to: paths.signIn, search: { back: location.href } });
    if (account.must_activate) throw redirect({ to: paths.activation });
    if (location.pathname === paths.home) throw redirect({ to: homeOf(account.roles) });
    return { allowed: mayOpen(location.pathname, account.roles) };
  },
  component: lazyRouteComponent(() => import('./ui/Inside'), 'Inside'),
});

const home = createRoute({ getParentRoute: () => inside, path: paths.home });

/** A page behind the sign-in: its address, its code, its texts. */
function page<const P extends string>(path: P, areas: string[], load: () => Promise<{ default: React.FC }>) {
  return createRoute({
    getParentRoute: () => inside,
    path,
    loader: texts(...areas),
    component: lazyRouteComponent(load),
  });
}

const reportProblem = createRoute({
  getParentRoute: () => inside,
  path: paths.reportProblem,
  validateSearch: (search: Record<string, unknown>): { page?: string; reference?: string } => ({
    ...(typeof search.page === 'string' && { page: search.page }),
    ...(typeof search.reference === 'string' && { reference: search.reference }),
  }),
  loader: texts('account'),
  component: lazyRouteComponent(() => import('./pages/public/ReportProblemPage')),
});

const newPerformance = createRoute({
  getParentRoute: () => inside,
  path: paths.newPerformance,
  validateSearch: (search: Record<string, unknown>): { kind?: string } =>
    typeof search.kind === 'string' ? { kind: search.kind } : {},
  loader: texts('performances', 'files'),
  component: lazyRouteComponent(() => import('./pages/student/NewPerformancePage')),
});

const student = [
  page(paths.dashboard, ['dashboard'], () => import('./pages/student/DashboardPage')),
  page(paths.outcomes, ['outcomes'], () => import('./pages/student/OutcomesPage')),
  page(paths.newOutcome, ['outcomes', 'files'], () => import('./pages/student/NewOutcomePage')),
  page(paths.outcome, ['outcomes', 'files'], () => import('./pages/student/OutcomePage')),
  page(paths.editOutcome, ['outcomes', 'files'], () => import('./pages/student/EditOutcomePage')),
  page(paths.performances, ['performances'], () => import('./pages/student/PerformancesPage')),
  page(paths.editPerformance, ['performances', 'files'], () => import('./pages/student/EditPerformancePage')),
  page(paths.selectOutcomes, ['selection'], () => import('./pages/student/SelectOutcomesPage')),
  page(paths.selectPerformances, ['selection'], () => import('./pages/student/SelectPerformancesPage')),
  page(paths.confirmationSheet, ['selection'], () => import('./pages/student/ConfirmationSheetPage')),
  page(paths.mySubmissions, ['submissions'], () => import('./pages/student/MySubmissionsPage')),
  page(paths.files, ['files'], () => import('./pages/public/FilesPage')),
] as const;

const staff = [
  page(paths.certifications, ['certifications', 'files'], () => import('./pages/teacher/CertificationsPage')),
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
  page(paths.activationCodes, ['classes'], () => import('./pages/school/ActivationCodesPage')),
  page(paths.problemReports, ['account'], () => import('./pages/school/ProblemReportsPage')),
] as const;

const account = page(paths.account, ['account', 'session'], () => import('./pages/public/AccountPage'));

const tree = root.addChildren([
  signIn,
  activation,
  documents,
  ...helpPages,
  inside.addChildren([home, account, reportProblem, newPerformance, ...student, ...staff]),
]);

export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

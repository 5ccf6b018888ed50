import type { RouteParams } from 'regexparam';

/** Every address of the app, parameters with a colon. A fixed address stands before one that it would match. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  activation: '/activation',
  account: '/account',
  reportProblem: '/report-problem',
  guide: '/help',
  questions: '/help/questions',
  accountHelp: '/help/accounts',
  documents: '/documents',

  dashboard: '/dashboard',
  outcomes: '/outcomes',
  newOutcome: '/outcomes/new',
  outcome: '/outcomes/:outcome',
  editOutcome: '/outcomes/:outcome/edit',
  performances: '/performances',
  newPerformance: '/performances/new',
  editPerformance: '/performances/:performance/edit',
  selectOutcomes: '/selections/learning-outcomes',
  selectPerformances: '/selections/diverse-performances',
  confirmationSheet: '/selections/confirmation-sheet',
  mySubmissions: '/submissions',
  files: '/files',

  certifications: '/certifications',
  classes: '/classes',
  schoolClass: '/classes/:class',
  studentPortfolio: '/classes/:class/students/:student',

  cityDocuments: '/city/documents',
  integrityReports: '/city/integrity',
  integrityReport: '/city/integrity/:date',

  centralSubmissions: '/school/central-submissions',
  centralSubmission: '/school/central-submissions/:batch',
  selectionProgress: '/school/selection-progress',
  settings: '/school/settings',
  windows: '/school/windows',
  problemReports: '/school/problem-reports',
  affectedStudents: '/school/affected-students',
  staff: '/school/staff',
  activationCodes: '/school/activation-codes',
} as const;

export type Path = (typeof paths)[keyof typeof paths];

/** An address as it is, without parameters. */
export type PlainPath = { [P in Path]: keyof RouteParams<P> extends never ? P : never }[Path];

/** An address with parameters. */
export type ParamPath = Exclude<Path, PlainPath>;

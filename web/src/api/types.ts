import type { paths } from './schema';

/** The JSON that a route answers. */
type Answer<P extends keyof paths, M extends keyof paths[P], S extends number = 200> = paths[P][M] extends {
  responses: Record<S, { content: { 'application/json': infer T } }>;
}
  ? T
  : never;

/** The JSON that a route takes. */
type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer T } };
}
  ? T
  : never;

type Student = '/api/students/{student}';
type School = '/api/schools/{school}';

export type SessionView = Answer<'/api/session', 'post'>;
export type AccountView = Answer<'/api/account', 'get'>;
export type Account = AccountView['account'];
export type Quota = AccountView['quota'];
export type Notice = AccountView['notices'][number];

export type Reservation = Answer<'/api/files', 'post', 201>;
export type ReserveRequest = Body<'/api/files', 'post'>;
export type Receipt = NonNullable<Answer<'/api/files/{file}/confirm', 'post'>['receipt']>;
export type ListedFile = Answer<'/api/files', 'get'>['items'][number];

export type Course = Answer<`${Student}/courses`, 'get'>['items'][number];
export type Dashboard = Answer<`${Student}/dashboard`, 'get'>;
export type Window = Dashboard['windows'][number];
export type SentItem = Answer<`${Student}/submissions`, 'get'>['items'][number];

export type Outcome = Answer<`${Student}/learning-outcomes`, 'get'>['items'][number];
export type OutcomeDraft = Body<`${Student}/learning-outcomes`, 'post'>;
export type Substitution = Answer<'/api/certifications/substitutions', 'get'>['items'][number];
export type StoredFile = NonNullable<Outcome['document']>;
export type Performance = Answer<`${Student}/diverse-performances`, 'get'>['items'][number];
export type PerformanceDraft = Body<`${Student}/diverse-performances`, 'post'>;
export type PerformanceKind = Answer<'/api/diverse-performance-kinds', 'get'>['items'][number];
export type KindField = PerformanceKind['fields'][number];
export type Selection = Answer<`${Student}/selections/{year}/learning-outcomes`, 'get'>;

export type ClassStudent = Answer<`${School}/classes/{class}/students`, 'get'>['items'][number];
export type Batch = Answer<`${School}/central-submissions`, 'get'>['items'][number];
export type Imported = Answer<`${School}/central-submissions/{batch}/receipts`, 'post'>;
export type BatchItem = Answer<`${School}/central-submissions/{batch}/items`, 'get'>['items'][number];
export type Settings = Answer<`${School}/settings`, 'get'>;
export type SettingsDraft = Body<`${School}/settings`, 'put'>;
export type WindowChange = Answer<`${School}/windows/{kind}/{period}/history`, 'get'>['items'][number];
export type StaffMember = Answer<`${School}/staff`, 'get'>['items'][number];
export type SchoolClass = Answer<`${School}/classes`, 'get'>['items'][number];
export type SelectionProgress = Answer<`${School}/selection-progress/{year}/{roster}`, 'get'>;
export type ActivationCode = Answer<`${School}/activation-codes`, 'post'>['items'][number];
export type ProblemReport = Answer<`${School}/problem-reports`, 'get'>['items'][number];
export type ProblemReportDraft = Body<'/api/problem-reports', 'post'>;

export type DocumentsOfCity = Answer<'/api/documents', 'get'>;
export type PublicDocument = DocumentsOfCity['documents'][number];

// The description of the API gives names as plain text; these are the ones that the pages know of.

export type Role =
  | 'student'
  | 'homeroom_teacher'
  | 'course_teacher'
  | 'guidance_counsellor'
  | 'course_advisor'
  | 'outcome_submitter'
  | 'performance_submitter'
  | 'school_administrator'
  | 'university_department'
  | 'city_operator';
export type Purpose = 'learning_outcome' | 'diverse_performance' | 'central_receipt';
export type Roster = 'learning_outcomes' | 'diverse_performances';

export type IntegrityReport = Answer<'/api/integrity/reports', 'get'>['items'][number];
export type IntegrityReportDetails = Answer<'/api/integrity/reports/{date}', 'get'>;
export type AffectedStudent = Answer<
  '/api/integrity/reports/{date}/affected-students',
  'get'
>['items'][number];

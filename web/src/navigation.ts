import type { Role } from './api/types';
import { type PlainPath, paths } from './paths';

/** The pages of a role's menu, in the order of daily use. */
export interface MenuEntry {
  path: PlainPath;
  /** Name of its text among the menu’s. */
  text: string;
  /** Who sees it; everybody if it is left out. */
  roles?: readonly Role[];
}

const student: readonly Role[] = ['student'];
const teachers: readonly Role[] = [
  'homeroom_teacher',
  'course_teacher',
  'guidance_counsellor',
  'course_advisor',
];
const certifiers: readonly Role[] = ['course_teacher', 'homeroom_teacher'];
/** The roles of everybody who works at a school. */
export const staffRoles: readonly Role[] = [
  ...teachers,
  'outcome_submitter',
  'performance_submitter',
  'school_administrator',
];
const submitters: readonly Role[] = ['outcome_submitter', 'performance_submitter'];
const administrators: readonly Role[] = ['school_administrator'];
const ofSchools: readonly Role[] = [...student, ...staffRoles];
const seeingClasses: readonly Role[] = ofSchools.filter(
  (role) => role !== 'student' && role !== 'course_teacher',
);

/** Who may look at the portfolios of a class that they accompany. */
export const seeingPortfolios: readonly string[] = [
  'homeroom_teacher',
  'guidance_counsellor',
  'course_advisor',
];

export const menu: readonly MenuEntry[] = [
  { path: paths.dashboard, text: 'dashboard', roles: student },
  { path: paths.outcomes, text: 'outcomes', roles: student },
  { path: paths.performances, text: 'performances', roles: student },
  { path: paths.selectOutcomes, text: 'selectOutcomes', roles: student },
  { path: paths.selectPerformances, text: 'selectPerformances', roles: student },
  { path: paths.mySubmissions, text: 'mySubmissions', roles: student },
  { path: paths.certifications, text: 'certifications', roles: certifiers },
  { path: paths.centralSubmissions, text: 'centralSubmissions', roles: submitters },
  { path: paths.windows, text: 'windows', roles: administrators },
  { path: paths.settings, text: 'settings', roles: administrators },
  { path: paths.classes, text: 'classes', roles: seeingClasses },
  { path: paths.selectionProgress, text: 'selectionProgress', roles: seeingClasses },
  { path: paths.staff, text: 'staff', roles: administrators },
  { path: paths.activationCodes, text: 'activationCodes', roles: administrators },
  { path: paths.problemReports, text: 'problemReports', roles: administrators },
  { path: paths.affectedStudents, text: 'affectedStudents', roles: administrators },
  { path: paths.integrityReports, text: 'integrityReports', roles: ['city_operator'] },
  { path: paths.cityDocuments, text: 'cityDocuments', roles: ['city_operator'] },
  { path: paths.files, text: 'files', roles: [...student, ...teachers] },
  { path: paths.account, text: 'account' },
  { path: paths.reportProblem, text: 'reportProblem', roles: ofSchools },
  { path: paths.guide, text: 'guide' },
];

/** The menu of somebody with these roles. */
export const menuOf = (roles: readonly string[]): MenuEntry[] =>
  menu.filter((entry) => entry.roles === undefined || entry.roles.some((role) => roles.includes(role)));

/** The first page after the sign-in. */
export const homeOf = (roles: readonly string[]): PlainPath => menuOf(roles)[0]?.path ?? paths.account;

/** Whether the page of an address, or the page above it, is for somebody with these roles. */
export function mayOpen(address: string, roles: readonly string[]): boolean {
  const owner = menu.find(({ path }) => address === path || address.startsWith(`${path}/`));
  return owner?.roles === undefined || owner.roles.some((role) => roles.includes(role));
}

/** Where a notice sends its reader, by the notice's code. */
export const noticePath: Readonly<Record<string, PlainPath>> = {
  'outcome.reviewed': paths.outcomes,
  'certification.pending': paths.certifications,
  'window.closing': paths.dashboard,
  'selection.open': paths.selectOutcomes,
  'portfolio.unread': paths.classes,
};

import { describe, expect, it } from 'vitest';
import { homeOf, mayOpen, menuOf, noticePath } from './navigation';
import { paths } from './paths';

describe('the menu', () => {
  it.each([
    [['student'], paths.dashboard],
    [['course_teacher'], paths.certifications],
    [['guidance_counsellor'], paths.classes],
    [['outcome_submitter'], paths.centralSubmissions],
    [['school_administrator'], paths.windows],
    [['university_department'], paths.account],
  ])('of %j begins at %s', (roles, home) => expect(homeOf(roles)).toBe(home));

  it('opens what it shows, and what lies below, and nothing else', () => {
    expect(mayOpen('/outcomes/lo_1/edit', ['student'])).toBe(true);
    expect(mayOpen('/outcomes/lo_1/edit', ['course_teacher'])).toBe(false);
    expect(mayOpen('/school/settings', ['student'])).toBe(false);
    expect(mayOpen('/account', ['university_department'])).toBe(true);
  });

  it('leads from a notice to a page', () => {
    const known = menuOf(['student', 'course_teacher', 'guidance_counsellor']).map(({ path }) => path);
    for (const path of Object.values(noticePath)) expect(known).toContain(path);
  });
});

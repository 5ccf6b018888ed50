//! Who is in the two schools; see the fixture.

use portfolio::account::Role;

/// The class that the first school's teachers accompany; the second school has one of this name.
pub const CLASS: &str = "101";
/// The class that nobody accompanies.
pub const FAR_CLASS: &str = "102";

/// The first school's students, with their classes.
pub const STUDENTS: [(&str, &str); 6] = [
    (CLASS, "student-1"),
    (CLASS, "student-2"),
    (CLASS, "student-3"),
    (CLASS, "student-4"),
    (CLASS, "new-student"),
    (FAR_CLASS, "far-student"),
];
/// The second school's.
pub const OTHER_STUDENTS: [(&str, &str); 1] = [(CLASS, "other-student")];
/// The first school's staff.
pub const STAFF: [(&str, Role); 8] = [
    ("course-teacher", Role::CourseTeacher),
    ("colleague", Role::CourseTeacher),
    ("homeroom-teacher", Role::HomeroomTeacher),
    ("counsellor", Role::GuidanceCounsellor),
    ("advisor", Role::CourseAdvisor),
    ("outcome-submitter", Role::OutcomeSubmitter),
    ("performance-submitter", Role::PerformanceSubmitter),
    ("administrator", Role::SchoolAdministrator),
];
/// The second school's.
pub const OTHER_STAFF: [(&str, Role); 7] = [
    ("other-teacher", Role::CourseTeacher),
    ("other-homeroom", Role::HomeroomTeacher),
    ("other-counsellor", Role::GuidanceCounsellor),
    ("other-advisor", Role::CourseAdvisor),
    ("other-outcome-submitter", Role::OutcomeSubmitter),
    ("other-performance-submitter", Role::PerformanceSubmitter),
    ("other-administrator", Role::SchoolAdministrator),
];
/// Those who belong to no school.
pub const OUTSIDE: [(&str, Role); 3] = [
    ("university", Role::UniversityDepartment),
    ("operator", Role::CityOperator),
    ("second-operator", Role::CityOperator),
];

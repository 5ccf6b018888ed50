//! Two tiny schools. Everybody's user name says what they are, and everybody has one password.
//!
//! The first has the class 101 with `student-1` to `student-4` and `new-student`, who is not
//! activated, and the class 102 with `far-student`; `course-teacher` and `colleague`, who teach one
//! course each; `homeroom-teacher`, `counsellor` and `advisor`, who accompany the class 101;
//! `outcome-submitter`, `performance-submitter` and `administrator`. The second has `other-student`,
//! `other-teacher`, who teaches both courses, and its own `other-homeroom`, `other-counsellor`,
//! `other-advisor`, `other-outcome-submitter`, `other-performance-submitter` and
//! `other-administrator`. There is one `university`, and `operator` and
//! `second-operator` of the city.

use jiff::{SignedDuration, Timestamp};
use portfolio::{
    AccountId, CourseId, SchoolCode, SchoolYear, Semester,
    account::{Role, Username},
    files::limit_for,
    reminders::Reminder,
    settings::SchoolSettings,
    windows::{Span, WindowName},
};
use runtime::{Function, Need, SchoolKey, Secret};
use serde_json::json;
use store::{
    Item, TRANSACTION_WRITES, Write,
    items::{
        Account, Calendar, CourseRecord, CourseTeacher, Credential, Profile, QuotaItem,
        ReminderHour, RosterRow, School, SchoolClass, SettingsItem, StaffRow, WindowItem,
    },
};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    World,
    cast::{CLASS, FAR_CLASS, OTHER_STAFF, OTHER_STUDENTS, OUTSIDE, STAFF, STUDENTS},
    outsider,
};

/// The password of everybody who is activated.
pub const PASSWORD: &str = "a river and 7 hills";
/// The password of `new-student` before the first sign-in.
pub const INITIAL_PASSWORD: &str = "122222";
/// The first school.
pub const SCHOOL: &str = "353301";
/// The second school.
pub const OTHER_SCHOOL: &str = "353302";
/// The course of `course-teacher`.
pub const COURSE: CourseId = CourseId::new(Uuid::from_u128(0xc0));
/// The course of `colleague`.
pub const OTHER_COURSE: CourseId = CourseId::new(Uuid::from_u128(0xc1));

const SEMESTER: &str = "1151";
const YEAR: u16 = 115;
const OPENS: &str = "2026-11-01T00:00:00+08:00";
const CLOSES: &str = "2026-12-20T00:00:00+08:00";

/// Whoever writes the schools: an import from the schools' own systems.
static IMPORT: Function =
    outsider("tests.import", &[Need::Secret(Secret::Activation), Need::Secret(Secret::Identity)]);

/// The account of somebody in the fixture.
pub fn account(username: &str) -> AccountId {
    let mut bytes = [0; 16];
    for (n, byte) in username.bytes().enumerate() {
        bytes[n % 16] ^= byte.rotate_left(u32::try_from(n / 16).unwrap_or_default());
    }
    AccountId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The schools while they are gathered.
struct Gathered {
    writes: Vec<Write>,
    now: Timestamp,
    phc: String,
    initial: String,
}

/// Writes both schools.
pub async fn write(world: &World) {
    static PHC: OnceCell<String> = OnceCell::const_new();
    let hash = || async { runtime::hash_password(PASSWORD.to_owned()).await.expect("a hash") };
    let phc = PHC.get_or_init(hash).await.clone();
    let env = world.cloud().operate(&IMPORT).await.expect("the keys");
    let keyed = env.secrets.activation().expect("declared");
    let initial = keyed.digest(&["initial", "new-student", INITIAL_PASSWORD]);
    let mut gathered = Gathered { writes: Vec::new(), now: world.clock.now(), phc, initial };
    let sealer = env.secrets.identity().expect("declared");
    let all = [
        (SCHOOL, "測試高中", &STUDENTS[..], &STAFF[..]),
        (OTHER_SCHOOL, "另一高中", &OTHER_STUDENTS[..], &OTHER_STAFF[..]),
    ];
    for (code, name, students, staff) in all {
        let wrapped = sealer.new_school_key(code).expect("a key");
        let key = sealer.school_key(code, &wrapped).expect("a key");
        gathered.write_school(code, name, wrapped, students);
        for (seat, (class, username)) in (1..).zip(students) {
            gathered.write_student((code, name), &key, Seat { class, seat }, username);
        }
        for (username, role) in staff {
            gathered.write_staff((code, name), username, *role);
        }
    }
    for (username, role) in OUTSIDE {
        let roles = &[role];
        gathered.write_person(Person { username, roles, of: None, seat: None, sealed: None });
    }
    for batch in gathered.writes.chunks(TRANSACTION_WRITES) {
        env.table().transact(batch.to_vec()).await.expect("the schools are written");
    }
    world.cloud().calls.clear();
}

/// Somebody, before it is written.
struct Person<'a> {
    username: &'a str,
    roles: &'a [Role],
    /// The school's code and name.
    of: Option<(&'a str, &'a str)>,
    /// None for all but students.
    seat: Option<Seat<'a>>,
    sealed: Option<String>,
}

/// Where a student sits; seats are counted through the whole school.
#[derive(Clone, Copy)]
struct Seat<'a> {
    class: &'a str,
    seat: u32,
}

impl Gathered {
    fn put(&mut self, item: &impl Item) {
        self.writes.push(Write::put("fixture", item).expect("an item"));
    }

    fn write_school(
        &mut self,
        code: &str,
        name: &str,
        wrapped_key: String,
        students: &[(&str, &str)],
    ) {
        let domain = if code == SCHOOL { "tsth" } else { "alsh" };
        let (code_of, name, domain) = (school(code), name.to_owned(), domain.to_owned());
        self.put(&School { code: code_of, name, domain, wrapped_key });
        let settings = SchoolSettings::default();
        for reminder in Reminder::ALL {
            if let Some(hour) = reminder.hour(&settings) {
                self.put(&ReminderHour { hour, school: school(code), reminder });
            }
        }
        self.put(&SettingsItem {
            school: school(code),
            settings,
            version: 1,
            updated_at: self.now,
            updated_by: None,
        });
        for window in windows(code, self.now) {
            self.put(&window);
        }
        for (class, led_by) in [(CLASS, true), (FAR_CLASS, false)] {
            let number = students.iter().filter(|(of, _)| *of == class).count();
            if number > 0 {
                self.put(&SchoolClass {
                    school: school(code),
                    class_name: class.to_owned(),
                    grade: 1,
                    homeroom_teacher: led_by.then(|| homeroom_teacher(code)),
                    students: u32::try_from(number).unwrap_or_default(),
                });
            }
        }
    }

    fn write_staff(&mut self, of: (&str, &str), username: &str, role: Role) {
        let roles = &[role];
        self.write_person(Person { username, roles, of: Some(of), seat: None, sealed: None });
        self.put(&StaffRow {
            school: school(of.0),
            account: account(username),
            name: username.to_owned(),
            roles: roles.to_vec(),
        });
    }

    fn write_student(&mut self, of: (&str, &str), key: &SchoolKey, at: Seat<'_>, username: &str) {
        let (code, _) = of;
        let student = account(username);
        let Seat { class, seat } = at;
        let identity = json!({ "id_number": id_number(of, seat), "birth_date": "2010-09-01" });
        let sealed = key.seal(&student.to_string(), &identity.to_string()).expect("a seal");
        let roles = &[Role::Student];
        let (seat_of, sealed) = (Some(at), Some(sealed));
        self.write_person(Person { username, roles, of: Some(of), seat: seat_of, sealed });
        self.put(&RosterRow {
            school: school(code),
            student,
            name: username.to_owned(),
            number: number(seat),
            class_name: class.to_owned(),
            seat,
        });
        let settings = SchoolSettings::default();
        self.put(&Calendar {
            student,
            windows: windows(code, self.now),
            selected_outcomes_per_year: settings.selected_outcomes_per_year,
            selected_performances_per_year: settings.selected_performances_per_year,
            upload_reminder_days: settings.upload_reminder_days,
            read_at: self.now,
        });
        let courses = match code {
            SCHOOL => [(COURSE, "國語文", "course-teacher"), (OTHER_COURSE, "數學", "colleague")],
            _ => [(COURSE, "國語文", "other-teacher"), (OTHER_COURSE, "數學", "other-teacher")],
        };
        for (course, name, taught_by) in courses {
            self.put(&CourseRecord {
                student,
                course,
                semester: semester(),
                name: name.to_owned(),
                code: Some(match course {
                    COURSE => "110353301H11101A1010101".to_owned(),
                    _ => "110353301H11101A1010301".to_owned(),
                }),
                credits: 4,
                grade: 1,
                teachers: vec![teacher(taught_by)],
                score: None,
                passed: None,
            });
        }
    }

    fn write_person(&mut self, person: Person<'_>) {
        let Person { username, roles, of, seat, sealed } = person;
        let id = account(username);
        let name = Username::typed(username).expect("a user name");
        let guides = [Role::GuidanceCounsellor, Role::CourseAdvisor];
        let classes = |is: bool| if is { vec![CLASS.to_owned()] } else { Vec::new() };
        let code = of.map(|(code, _)| school(code));
        let school_name = of.map(|(_, name)| name.to_owned());
        let credential = match username {
            "new-student" => Credential::Initial {
                digest: self.initial.clone(),
                until: self.now + SignedDuration::from_hours(30 * 24),
            },
            _ => Credential::Chosen { phc: self.phc.clone() },
        };
        self.put(&Account {
            id,
            username: name.clone(),
            display_name: username.to_owned(),
            school: code.clone(),
            school_name: school_name.clone(),
            roles: roles.to_vec(),
            homeroom: classes(roles.contains(&Role::HomeroomTeacher)),
            assigned: classes(roles.iter().any(|role| guides.contains(role))),
            credential,
            sessions_from_version: None,
            kept_session: None,
            version: 1,
        });
        self.put(&Profile {
            account: id,
            username: name,
            name: username.to_owned(),
            email: Some(format!("{username}@mail.example")),
            school: code,
            school_name,
            roles: roles.to_vec(),
            class_name: seat.map(|at| at.class.to_owned()).unwrap_or_default(),
            seat: seat.map_or(0, |at| at.seat),
            number: seat.map(|at| number(at.seat)).unwrap_or_default(),
            sealed_identity: sealed,
            last_viewed_at: None,
            created_at: self.now,
        });
        let limit = limit_for(roles);
        self.put(&QuotaItem { account: id, free: limit, limit, pending: Default::default() });
    }
}

fn windows(code: &str, now: Timestamp) -> Vec<WindowItem> {
    let year = SchoolYear::new(YEAR).expect("a year");
    let names = [
        WindowName::OutcomeUpload(semester()),
        WindowName::OutcomeSelection(year),
        WindowName::PerformanceSelection(year),
    ];
    let at = |text: &str| text.parse::<Timestamp>().expect("RFC 3339");
    let window = |name: WindowName| WindowItem {
        school: school(code),
        kind: name.kind(),
        period: name.period(),
        span: Span { opens_at: at(OPENS), closes_at: at(CLOSES) },
        version: 1,
        updated_at: now,
        updated_by: None,
    };
    names.map(window).to_vec()
}

fn homeroom_teacher(code: &str) -> CourseTeacher {
    teacher(if code == SCHOOL { "homeroom-teacher" } else { "other-homeroom" })
}

fn teacher(username: &str) -> CourseTeacher {
    CourseTeacher { id: account(username), name: username.to_owned() }
}

fn school(code: &str) -> SchoolCode {
    code.parse().expect("a school code")
}

fn semester() -> Semester {
    SEMESTER.parse().expect("a semester")
}

/// Nobody's: the check digit is wrong. The last six digits of the fifth are its first password.
fn id_number((code, _): (&str, &str), seat: u32) -> String {
    let letter = if code == SCHOOL { 'A' } else { 'B' };
    format!("{letter}1111222{:02}", if seat == 5 { 22 } else { seat * 10 })
}

fn number(seat: u32) -> String {
    format!("115{seat:06}")
}

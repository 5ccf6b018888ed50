use portfolio::account::{
    Role, Username, initial_password, initial_student_username, initial_teacher_username,
};
use runtime::{Environment, Failure};
use serde::Serialize;
use store::items::{Account, Credential};

use super::DEMO_PASSWORD;
use crate::demonstration::{self, School, Student, Teacher};

/// An account that can be tried, one entry for each of its roles.
#[derive(Debug, Clone, Serialize)]
pub struct DemoAccount {
    /// The role's name on the wire.
    pub role: &'static str,
    /// The school's code; none for universities.
    pub school: Option<&'static str>,
    /// The user name.
    pub username: String,
    /// The password, valid as it stands.
    pub password: String,
    /// Whether the first sign-in is behind it.
    pub activated: bool,
}

/// How a demonstration account is opened.
pub struct Opening {
    /// The user name.
    pub username: Username,
    /// The password.
    pub password: String,
    /// Whether the first sign-in is behind it.
    pub activated: bool,
}

/// How a student's account is opened.
pub fn of_student(school: &School, class: &str, student: &Student) -> Result<Opening, Failure> {
    let chosen = format!("{}-s{class}{:02}", school.domain, student.seat);
    let initial = initial_student_username(school.domain, &student.number);
    opening(student.activated, &chosen, initial, &student.id_number)
}

/// How a staff member's account is opened.
pub fn of_teacher(school: &School, place: usize, teacher: &Teacher) -> Result<Opening, Failure> {
    let chosen = format!("{}-t{place:02}", school.domain);
    let initial = initial_teacher_username(school.domain, &teacher.id_number);
    opening(teacher.activated, &chosen, initial, &teacher.id_number)
}

fn opening(
    activated: bool,
    chosen: &str,
    initial: Option<Username>,
    id_number: &str,
) -> Result<Opening, Failure> {
    let missing = || Failure("a demonstration account has no user name".to_owned());
    Ok(if activated {
        let username = Username::typed(chosen).ok_or_else(missing)?;
        Opening { username, password: DEMO_PASSWORD.to_owned(), activated }
    } else {
        let password = initial_password(id_number).unwrap_or_default().to_owned();
        Opening { username: initial.ok_or_else(missing)?, password, activated }
    })
}

/// The accounts to try, those that work together first: students of one class, the teacher of a
/// course of theirs, their homeroom teacher. Accounts whose user name was changed since are left
/// out.
pub async fn accounts(env: &Environment) -> Result<Vec<DemoAccount>, Failure> {
    let mut listed = Vec::new();
    for school in demonstration::schools() {
        listed.extend(of_school(&school)?);
    }
    for university in demonstration::universities() {
        listed.push(DemoAccount {
            role: Role::UniversityDepartment.name(),
            school: None,
            username: university.username.to_owned(),
            password: DEMO_PASSWORD.to_owned(),
            activated: true,
        });
    }
    listed.push(DemoAccount {
        role: Role::CityOperator.name(),
        school: None,
        username: demonstration::CITY_OPERATOR.username.to_owned(),
        password: DEMO_PASSWORD.to_owned(),
        activated: true,
    });
    let typed = |account: &DemoAccount| Username::typed(&account.username);
    let keys: Vec<_> = listed.iter().filter_map(typed).map(|name| Account::at(&name)).collect();
    let found = env.table().get_many(&keys).await?;
    let mut valid = Vec::new();
    for account in listed {
        let Some(name) = typed(&account) else { continue };
        let stands: Option<Account> = found.take(&Account::at(&name))?;
        if stands.is_some_and(|stands| !matches!(stands.credential, Credential::Moved)) {
            valid.push(account);
        }
    }
    Ok(valid)
}

/// Students who are not activated and are listed: one is enough to try the first sign-in.
const INITIAL_STUDENTS: usize = 3;

fn of_school(school: &School) -> Result<Vec<DemoAccount>, Failure> {
    let entry = |role: &'static str, opening: Opening| DemoAccount {
        role,
        school: Some(school.code),
        username: opening.username.to_string(),
        password: opening.password,
        activated: opening.activated,
    };
    let mut listed = Vec::new();
    let mut initial = Vec::new();
    for class in &school.classes {
        for student in &class.students {
            let entry = entry(Role::Student.name(), of_student(school, class.code, student)?);
            if entry.activated { listed.push(entry) } else { initial.push(entry) }
        }
    }
    initial.truncate(INITIAL_STUDENTS);
    let first = first_teachers(school);
    let mut places: Vec<usize> = (0..school.teachers.len()).collect();
    places.sort_by_key(|place| first.iter().position(|at| at == place).unwrap_or(usize::MAX));
    for place in places {
        let teacher = &school.teachers[place];
        for role in &teacher.roles {
            let entry = entry(role, of_teacher(school, place, teacher)?);
            if entry.activated { listed.push(entry) } else { initial.push(entry) }
        }
    }
    listed.extend(initial);
    Ok(listed)
}

/// The teachers of the running courses of the class whose students come first, and its homeroom
/// teacher.
fn first_teachers(school: &School) -> Vec<usize> {
    let has_activated = |class: &&demonstration::Class| class.students.iter().any(|s| s.activated);
    let Some(class) = school.classes.iter().find(has_activated) else { return Vec::new() };
    let running = class.courses.iter().filter(|c| c.semester == demonstration::CURRENT_SEMESTER);
    let teachers = running.filter_map(|course| course.teachers.first().copied());
    class.homeroom_teacher.into_iter().chain(teachers).collect()
}

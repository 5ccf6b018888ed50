use jiff::SignedDuration;
use portfolio::{
    AccountId,
    account::{ACTIVATION_DAYS, Role},
    files::limit_for,
};
use runtime::{Environment, Failure, SchoolKey};
use store::items::{Account, Credential, Delegation, Profile, QuotaItem, RosterRow, StaffRow};

use super::{
    accounts::{self, Opening},
    ids, school,
    writer::Writer,
};
use crate::demonstration::{self, Class, School};

/// Who somebody is, wherever it is written.
struct Person<'a> {
    id: AccountId,
    name: &'a str,
    email: &'a str,
    id_number: &'a str,
    birth_date: Option<&'a str>,
    roles: Vec<Role>,
    homeroom: Vec<String>,
    assigned: Vec<String>,
    class_name: &'a str,
    seat: u32,
    number: &'a str,
}

/// The school's staff.
pub fn write_staff(
    env: &Environment,
    writer: &mut Writer,
    content: &School,
    key: &SchoolKey,
    phc: &str,
) -> Result<(), Failure> {
    let classes: Vec<String> = content.classes.iter().map(|class| class.code.to_owned()).collect();
    for (place, teacher) in content.teachers.iter().enumerate() {
        let roles = teacher.roles.iter().filter_map(|role| role.parse().ok());
        let roles: Vec<Role> = roles.collect();
        let guides =
            roles.contains(&Role::GuidanceCounsellor) || roles.contains(&Role::CourseAdvisor);
        let person = Person {
            id: ids::teacher(content, place),
            name: &teacher.name,
            email: &teacher.email,
            id_number: &teacher.id_number,
            birth_date: None,
            roles,
            homeroom: teacher.homeroom_of.into_iter().map(str::to_owned).collect(),
            assigned: if guides { classes.clone() } else { Vec::new() },
            class_name: "",
            seat: 0,
            number: "",
        };
        let opening = accounts::of_teacher(content, place, teacher)?;
        write_person(env, writer, content, key, phc, &person, opening)?;
        writer.put(&StaffRow {
            school: school::code(content)?,
            account: person.id,
            name: teacher.name.clone(),
            roles: person.roles,
        })?;
    }
    Ok(())
}

/// How long somebody stands in for a teacher: a school year.
const STANDS_IN: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Whoever stands in for a teacher of the school.
pub fn write_substitution(
    env: &Environment,
    writer: &mut Writer,
    content: &School,
) -> Result<(), Failure> {
    let Some((substitute, absent)) = content.substitution() else { return Ok(()) };
    let starts_at = env.clock.now();
    writer.put(&Delegation {
        delegate: ids::teacher(content, substitute),
        teacher: ids::teacher(content, absent),
        starts_at,
        ends_at: starts_at + STANDS_IN,
    })
}

/// The students of a class, and their rows in the class list.
pub fn write_students(
    env: &Environment,
    writer: &mut Writer,
    content: &School,
    class: &Class,
    key: &SchoolKey,
    phc: &str,
) -> Result<(), Failure> {
    for student in &class.students {
        let person = Person {
            id: ids::student(content, student),
            name: &student.name,
            email: &student.email,
            id_number: &student.id_number,
            birth_date: Some(&student.birth_date),
            roles: vec![Role::Student],
            homeroom: Vec::new(),
            assigned: Vec::new(),
            class_name: class.code,
            seat: u32::from(student.seat),
            number: &student.number,
        };
        let opening = accounts::of_student(content, class.code, student)?;
        write_person(env, writer, content, key, phc, &person, opening)?;
        writer.put(&RosterRow {
            school: school::code(content)?,
            student: person.id,
            name: student.name.clone(),
            number: student.number.clone(),
            class_name: class.code.to_owned(),
            seat: person.seat,
        })?;
    }
    Ok(())
}

fn write_person(
    env: &Environment,
    writer: &mut Writer,
    content: &School,
    key: &SchoolKey,
    phc: &str,
    person: &Person<'_>,
    opening: Opening,
) -> Result<(), Failure> {
    let identity = serde_json::json!({
        "id_number": person.id_number,
        "birth_date": person.birth_date,
    });
    let code = school::code(content)?;
    writer.put(&Account {
        id: person.id,
        username: opening.username.clone(),
        display_name: person.name.to_owned(),
        school: Some(code.clone()),
        school_name: Some(content.name.to_owned()),
        roles: person.roles.clone(),
        homeroom: person.homeroom.clone(),
        assigned: person.assigned.clone(),
        credential: credential(env, &opening, phc)?,
        sessions_from_version: None,
        kept_session: None,
        version: 1,
    })?;
    writer.put(&Profile {
        account: person.id,
        username: opening.username,
        name: person.name.to_owned(),
        email: Some(person.email.to_owned()),
        school: Some(code),
        school_name: Some(content.name.to_owned()),
        roles: person.roles.clone(),
        class_name: person.class_name.to_owned(),
        seat: person.seat,
        number: person.number.to_owned(),
        sealed_identity: Some(key.seal(&person.id.to_string(), &identity.to_string())?),
        last_viewed_at: None,
        created_at: env.clock.now(),
    })?;
    writer.put(&QuotaItem {
        account: person.id,
        free: limit_for(&person.roles),
        limit: limit_for(&person.roles),
        pending: std::collections::BTreeMap::new(),
    })
}

fn credential(env: &Environment, opening: &Opening, phc: &str) -> Result<Credential, Failure> {
    if opening.activated {
        return Ok(Credential::Chosen { phc: phc.to_owned() });
    }
    let parts = ["initial", opening.username.as_str(), opening.password.as_str()];
    let digest = env.secrets.activation()?.digest(&parts);
    let until = env.clock.now() + SignedDuration::from_hours(24 * ACTIVATION_DAYS);
    Ok(Credential::Initial { digest, until })
}

/// Somebody who belongs to no school.
struct Outsider {
    id: AccountId,
    username: &'static str,
    display_name: String,
    contact: String,
    email: &'static str,
    role: Role,
}

/// The accounts outside of schools: universities and the city's operator.
pub fn write_outsiders(env: &Environment, writer: &mut Writer, phc: &str) -> Result<(), Failure> {
    for university in demonstration::universities() {
        let outsider = Outsider {
            id: ids::university(university.code),
            username: university.username,
            display_name: format!("{} {}", university.name, university.department),
            contact: university.contact,
            email: university.email,
            role: Role::UniversityDepartment,
        };
        write_outsider(env, writer, phc, outsider)?;
    }
    let operator = demonstration::CITY_OPERATOR;
    let outsider = Outsider {
        id: ids::city_operator(),
        username: operator.username,
        display_name: operator.name.to_owned(),
        contact: operator.name.to_owned(),
        email: operator.email,
        role: Role::CityOperator,
    };
    write_outsider(env, writer, phc, outsider)
}

fn write_outsider(
    env: &Environment,
    writer: &mut Writer,
    phc: &str,
    outsider: Outsider,
) -> Result<(), Failure> {
    let Outsider { id, display_name, contact, email, role, .. } = outsider;
    let username = portfolio::account::Username::typed(outsider.username)
        .ok_or(Failure("somebody outside of schools has no user name".to_owned()))?;
    let roles = vec![role];
    writer.put(&Account {
        id,
        username: username.clone(),
        display_name,
        school: None,
        school_name: None,
        roles: roles.clone(),
        homeroom: Vec::new(),
        assigned: Vec::new(),
        credential: Credential::Chosen { phc: phc.to_owned() },
        sessions_from_version: None,
        kept_session: None,
        version: 1,
    })?;
    writer.put(&QuotaItem {
        account: id,
        free: limit_for(&roles),
        limit: limit_for(&roles),
        pending: std::collections::BTreeMap::new(),
    })?;
    writer.put(&Profile {
        account: id,
        username,
        name: contact,
        email: Some(email.to_owned()),
        school: None,
        school_name: None,
        roles,
        class_name: String::new(),
        seat: 0,
        number: String::new(),
        sealed_identity: None,
        last_viewed_at: None,
        created_at: env.clock.now(),
    })
}

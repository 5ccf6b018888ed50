//! The students of a class.

use super::{
    calendar::{birth_date, semesters_since},
    courses::Course,
    draw::Draw,
    identity,
    outcomes::Outcome,
    performances::Performance,
    records::{self, Attendance, Conduct, Grade},
};

/// A student, with everything that the demonstration knows of them.
#[derive(Clone, Debug)]
pub struct Student {
    /// The seat in the class, from 1.
    pub seat: u8,
    /// The student number (學號): school year of entry, class of entry, place in it.
    pub number: String,
    /// The name.
    pub name: String,
    /// Of the right form, with a wrong check digit; the initial password comes from it.
    pub id_number: String,
    /// The birth date, `2010-10-05`.
    pub birth_date: String,
    /// An address that cannot exist.
    pub email: String,
    /// Whether the account has been activated: these students have the fullest portfolios.
    pub activated: bool,
    /// One for each course of the class, in the same order.
    pub grades: Vec<Grade>,
    /// One for each semester.
    pub conduct: Vec<Conduct>,
    /// One for each semester.
    pub attendance: Vec<Attendance>,
    /// The learning outcomes, by semester.
    pub outcomes: Vec<Outcome>,
    /// The diverse performances, by semester.
    pub performances: Vec<Performance>,
}

/// How many of a class have activated their accounts: those on the first seats.
pub(super) const ACTIVATED_SEATS: u8 = 3;

impl Student {
    /// The student on a seat, so far without outcomes and performances.
    pub(super) fn on(
        seat: u8,
        person: u64,
        number: String,
        entry_year: u16,
        courses: &[Course],
    ) -> Self {
        let mut draw = Draw::of(&[person, 0x57]);
        let semesters = semesters_since(entry_year);
        Self {
            seat,
            name: identity::name(person),
            id_number: identity::id_number(person),
            birth_date: birth_date(entry_year, &mut draw).to_string(),
            email: format!("s{number}@example.test"),
            number,
            activated: seat <= ACTIVATED_SEATS,
            grades: records::grades(courses, &mut draw),
            conduct: semesters.iter().map(|at| records::conduct(*at, &mut draw)).collect(),
            attendance: semesters.iter().map(|at| records::attendance(*at, &mut draw)).collect(),
            outcomes: Vec::new(),
            performances: Vec::new(),
        }
    }
}

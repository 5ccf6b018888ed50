//! The courses of a class: what is taken in which semester, and by whom it is taught.

use super::{
    calendar::{grade_in, semesters_since},
    catalogue::{by_name, plan},
    teachers::Teacher,
};

/// A course that one class takes in one semester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The semester, for example 1151.
    pub semester: u16,
    /// The name, for example 「數學A」.
    pub name: &'static str,
    /// A sample of a course code (課程代碼): 23 characters, laid out as the public codes are, but of
    /// a school that does not exist. The same in every semester.
    pub code: String,
    /// The credits (學分), 1 to 4.
    pub credits: u8,
    /// The grade (開課年級), 1 to 3.
    pub grade: u8,
    /// Its teachers, as places in the school's list of teachers: two where it is taught together
    /// (合開課程).
    pub teachers: Vec<usize>,
    /// What its outcomes are about.
    pub(super) field: &'static str,
}

/// The class whose courses are laid out.
pub(super) struct Taker<'a> {
    pub(super) school_code: &'a str,
    pub(super) programme: &'static str,
    pub(super) class_code: &'a str,
    /// The place of the class in the school, so that colleagues share the classes.
    pub(super) place: usize,
    pub(super) entry_year: u16,
}

/// All courses of a class from its first semester to the running one.
pub(super) fn courses(taker: &Taker<'_>, staff: &[Teacher]) -> Vec<Course> {
    semesters_since(taker.entry_year)
        .into_iter()
        .flat_map(|semester| courses_in(semester, taker, staff))
        .collect()
}

fn courses_in(semester: u16, taker: &Taker<'_>, staff: &[Teacher]) -> Vec<Course> {
    let grade = grade_in(taker.entry_year, semester);
    plan(taker.programme, grade, semester % 10)
        .iter()
        .filter_map(|(name, credits)| {
            let subject = by_name(name)?;
            let (category, attribute, area, item) = subject.code;
            let (kind, group) = group(taker.programme);
            let code = format!(
                "{}{}{kind}{group}A{category}0{attribute}{area}{item}",
                taker.entry_year, taker.school_code
            );
            let teachers =
                subject.taught_by.iter().filter_map(|speciality| teacher(speciality, taker, staff));
            Some(Course {
                semester,
                name: subject.name,
                code,
                credits: *credits,
                grade,
                teachers: teachers.collect(),
                field: subject.field,
            })
        })
        .collect()
}

/// 課程類型, and 群別 with 科別, of a course code.
fn group(programme: &str) -> (char, &'static str) {
    match programme {
        "普通科" => ('H', "11101"),
        "機械科" => ('V', "21301"),
        _ => ('V', "23303"),
    }
}

/// The homeroom teacher where they teach it, or one of the colleagues who do, in turn.
fn teacher(speciality: &str, taker: &Taker<'_>, staff: &[Teacher]) -> Option<usize> {
    let able: Vec<usize> =
        (0..staff.len()).filter(|place| staff[*place].specialities.contains(&speciality)).collect();
    let own = able.iter().find(|place| staff[**place].homeroom_of == Some(taker.class_code));
    own.or_else(|| able.get(taker.place % able.len().max(1))).copied()
}

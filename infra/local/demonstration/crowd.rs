//! The students of a large school, for whoever wants to see the pages with as many: they have not signed
//! in yet, and have no courses.

use super::{
    calendar::{CURRENT_SEMESTER, grade_in},
    schools::Class,
    students::Student,
};

/// Students of a class.
const SEATS: usize = 40;
/// The number of the first of them: nobody of the schools' plans reaches it.
const FIRST_PERSON: u64 = 10_000;
/// The classes' codes with their years of entry.
const YEARS: [(u16, [&str; 18]); 3] = [
    (
        115,
        [
            "111", "112", "113", "114", "115", "116", "117", "118", "119", "120", "121", "122",
            "123", "124", "125", "126", "127", "128",
        ],
    ),
    (
        114,
        [
            "211", "212", "213", "214", "215", "216", "217", "218", "219", "220", "221", "222",
            "223", "224", "225", "226", "227", "228",
        ],
    ),
    (
        113,
        [
            "311", "312", "313", "314", "315", "316", "317", "318", "319", "320", "321", "322",
            "323", "324", "325", "326", "327", "328",
        ],
    ),
];

/// Classes with so many students together, 2,160 at most.
pub fn crowd(students: usize) -> Vec<Class> {
    let codes = YEARS.iter().flat_map(|(year, codes)| codes.map(|code| (*year, code)));
    let firsts = (0..students).step_by(SEATS);
    firsts.zip(codes).map(|(first, (year, code))| class(year, code, first, students)).collect()
}

fn class(entry_year: u16, code: &'static str, first: usize, students: usize) -> Class {
    let seats = SEATS.min(students - first);
    Class {
        code,
        name: code,
        programme: "普通科",
        grade: grade_in(entry_year, CURRENT_SEMESTER),
        entry_year,
        homeroom_teacher: None,
        courses: Vec::new(),
        students: (1..)
            .take(seats)
            .zip(first..)
            .map(|(seat, place)| student(seat, place, entry_year, code))
            .collect(),
    }
}

fn student(seat: u8, place: usize, entry_year: u16, class: &str) -> Student {
    let number = format!("{entry_year}{class}{seat:03}");
    let person = FIRST_PERSON + place as u64;
    Student { activated: false, ..Student::on(seat, person, number, entry_year, &[]) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn as_many_as_were_asked_for_each_with_a_number_of_their_own() {
        for wanted in [0, 1, 40, 41, 2_000] {
            let classes = crowd(wanted);
            let students = || classes.iter().flat_map(|class| &class.students);
            assert_eq!(students().count(), wanted);
            let numbers: BTreeSet<_> = students().map(|student| &student.number).collect();
            let ids: BTreeSet<_> = students().map(|student| &student.id_number).collect();
            assert_eq!((numbers.len(), ids.len()), (wanted, wanted));
        }
    }
}

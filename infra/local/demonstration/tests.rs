//! What holds for the demonstration as a whole.

use std::collections::BTreeSet;

use super::*;

fn students(schools: &[School]) -> impl Iterator<Item = (&School, &Class, &Student)> {
    schools.iter().flat_map(|school| {
        let of_class = move |class| move |student| (school, class, student);
        school.classes.iter().flat_map(move |class| class.students.iter().map(of_class(class)))
    })
}

#[test]
fn the_same_at_every_start() {
    assert_eq!(format!("{:?}", schools()), format!("{:?}", schools()));
}

#[test]
fn there_are_as_many_as_were_planned() {
    let schools = schools();
    let count = |school: &School| school.classes.iter().map(|class| class.students.len()).sum();
    let counts: Vec<usize> = schools.iter().map(count).collect();
    assert_eq!(counts, [204, 40]);
    assert_eq!(universities().len(), 1);
    for (school, class, student) in students(&schools) {
        assert_eq!(student.number.len(), 9);
        assert!(student.number.starts_with(&class.entry_year.to_string()), "{}", school.name);
        assert_eq!(student.grades.len(), class.courses.len());
        assert_eq!(student.conduct.len(), student.attendance.len());
    }
}

#[test]
fn the_page_of_documents_is_one_that_the_city_could_publish() {
    let documents = public_documents();
    assert_eq!(portfolio::documents::check_documents(&documents).unwrap(), documents);
}

#[test]
fn nobody_shares_a_name_a_number_or_an_address() {
    let schools = schools();
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut addresses = BTreeSet::new();
    let teachers = schools.iter().flat_map(|school| &school.teachers);
    let staff = teachers.map(|one| (&one.id_number, &one.name, &one.email));
    let all = students(&schools).map(|(_, _, one)| (&one.id_number, &one.name, &one.email));
    for (id_number, name, email) in staff.chain(all) {
        assert!(!identity::is_valid(id_number), "{id_number}");
        assert!(email.ends_with("@example.test"));
        assert!(ids.insert(id_number) && names.insert(name) && addresses.insert(email), "{name}");
    }
    let numbers: BTreeSet<&String> = students(&schools).map(|(_, _, one)| &one.number).collect();
    assert_eq!(numbers.len(), 244);
}

#[test]
fn every_course_has_its_teachers_and_a_code_of_its_own() {
    for school in schools() {
        for class in &school.classes {
            let homeroom = class.homeroom_teacher.map(|place| &school.teachers[place]);
            assert_eq!(homeroom.and_then(|one| one.homeroom_of), Some(class.code));
            let mut codes = BTreeSet::new();
            for course in &class.courses {
                assert_eq!(course.code.len(), 23, "{}", course.code);
                assert!(course.code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                assert!(codes.insert((course.semester, &course.code)), "{}", course.name);
                assert!(!course.teachers.is_empty(), "{}", course.name);
                for place in &course.teachers {
                    assert!(school.teachers[*place].roles.contains(&"course_teacher"));
                }
            }
        }
    }
}

#[test]
fn every_role_of_a_school_is_held_by_somebody_who_can_sign_in() {
    for school in schools() {
        for role in [
            "homeroom_teacher",
            "course_teacher",
            "guidance_counsellor",
            "course_advisor",
            "outcome_submitter",
            "performance_submitter",
            "school_administrator",
        ] {
            let holds = |one: &&Teacher| one.activated && one.roles.contains(&role);
            assert!(school.teachers.iter().any(|one| holds(&one)), "{role}");
        }
        assert!(school.teachers.iter().any(|one| !one.activated));
    }
}

#[test]
fn outcomes_keep_the_rules() {
    let schools = schools();
    let mut states = BTreeSet::new();
    for (_, class, student) in students(&schools) {
        for outcome in &student.outcomes {
            let course = &class.courses[outcome.course];
            assert_eq!(course.semester, outcome.semester);
            assert_eq!(outcome.return_reason.is_some(), outcome.state == "returned");
            let decided = matches!(outcome.state, "certified" | "returned");
            assert_eq!(outcome.decided_on.is_some(), decided);
            assert!(outcome.decided_on.as_ref().is_none_or(|day| *day >= outcome.uploaded_on));
            let past = outcome.semester < CURRENT_SEMESTER && outcome.state == "certified";
            assert!(!outcome.selected || past);
            states.insert(outcome.state);
            let same = |other: &&Outcome| other.course == outcome.course;
            assert!(student.outcomes.iter().filter(same).count() <= 4);
        }
        for year in 113..=CURRENT_YEAR {
            let selected = |one: &&Outcome| one.selected && one.semester / 10 == year;
            assert!(student.outcomes.iter().filter(selected).count() <= 6);
            let selected = |one: &&Performance| one.selected && one.year == year;
            assert!(student.performances.iter().filter(selected).count() <= 10);
        }
        if student.activated {
            let running = |one: &&Outcome| one.semester == CURRENT_SEMESTER;
            let seen: BTreeSet<&str> =
                student.outcomes.iter().filter(running).map(|one| one.state).collect();
            assert_eq!(seen.len(), 4, "{}", student.name);
        }
    }
    assert_eq!(states.len(), 4);
}

#[test]
fn in_a_class_no_description_is_repeated() {
    for school in schools() {
        for class in &school.classes {
            let all = class.students.iter().flat_map(|student| &student.outcomes);
            let mut seen = BTreeSet::new();
            for outcome in all {
                assert!(seen.insert(&outcome.description), "{} {outcome:?}", class.name);
            }
        }
    }
}

#[test]
fn every_field_of_a_performance_is_filled_or_may_be_left_out() {
    let schools = schools();
    let optional = ["event", "award", "programme", "test_group"];
    let mut kinds = BTreeSet::new();
    for (_, _, student) in students(&schools) {
        for performance in &student.performances {
            kinds.insert(performance.kind);
            let titles: Vec<&str> = performance.columns().iter().map(|(title, _)| *title).collect();
            assert!(titles.contains(&"內容簡述"));
            for value in performance.fields.values() {
                assert!(value.as_str().is_none_or(|text| !text.is_empty()));
            }
            let dates = ["start_date", "end_date"].map(|name| performance.fields.get(name));
            if let [Some(start), Some(end)] = dates {
                assert!(start.as_str() <= end.as_str());
            }
            let missing = performance.missing_fields();
            assert!(missing.iter().all(|name| optional.contains(name)), "{missing:?}");
        }
    }
    assert_eq!(kinds.len(), 10);
}

#[test]
fn documents_have_one_to_three_pages_and_only_characters_that_show() {
    let schools = schools();
    for (school, class, student) in students(&schools).filter(|(_, _, one)| one.activated) {
        for outcome in &student.outcomes {
            let author = school.author(class, student, class.courses[outcome.course].name);
            let blocks = outcome.report();
            let shown = format!("{blocks:?}{author:?}{}", outcome.title);
            let odd = shown.chars().find(|one| !documents::legible(*one));
            assert_eq!(odd, None, "{}", outcome.title);
            let bytes = documents::pdf(&outcome.title, &author, &blocks);
            let pages = bytes.windows(11).filter(|part| part == b"/Type /Page").count();
            // The page tree says /Type /Pages.
            assert!((1..=3).contains(&(pages - 1)), "{}: {pages}", outcome.title);
        }
    }
}

use proptest::{
    prelude::*,
    sample::{Index, subsequence},
};
use serde_json::json;
use uuid::Uuid;

use super::{super::samples, *};

fn outcome(student: u128, item: u128) -> Candidate {
    Candidate {
        item: samples::outcome_id(item),
        student: CandidateStudent {
            account: AccountId::new(Uuid::from_u128(student)),
            id_number_mark: Some(format!("mark {student}")),
            has_birth_date: true,
            class_name: Some("高一1班".to_owned()),
            seat: Some(4),
        },
        content: CandidateContent::Outcome {
            certified: true,
            course_code: Some("115353301H11101A1010101".to_owned()),
            description: "以報導文學記錄學校旁的老市場。".to_owned(),
        },
        document: Some(file()),
        media: None,
    }
}

fn performance(fields: Value, external_url: Option<&str>) -> Candidate {
    Candidate {
        item: samples::performance_id(1),
        content: CandidateContent::Performance {
            kind: PerformanceKind::CreativeWork,
            fields: fields.as_object().unwrap().clone(),
            external_url: external_url.map(str::to_owned),
        },
        document: None,
        ..outcome(1, 1)
    }
}

fn file() -> CandidateFile {
    CandidateFile { stored: true, sha256: Some(Digest::of(b"a").to_string()) }
}

fn kinds(candidates: &[Candidate]) -> Vec<ProblemKind> {
    problems(candidates, 6).into_iter().map(|problem| problem.kind).collect()
}

#[test]
fn what_is_in_order_has_no_problems() {
    let fields =
        json!({"name": "光影之間", "date": "2026-05-02", "description": "記錄校園的一天。"});
    assert_eq!(kinds(&[outcome(1, 1), outcome(1, 2), outcome(2, 3)]), []);
    assert_eq!(kinds(&[performance(fields, Some("https://a.test"))]), []);
}

#[test]
fn a_student_is_named_once_however_many_items_they_selected() {
    let incomplete = |item| {
        let mut candidate = outcome(1, item);
        candidate.student.id_number_mark = None;
        candidate.student.has_birth_date = false;
        candidate.student.class_name = Some(" ".to_owned());
        candidate.student.seat = None;
        candidate
    };
    let candidates: Vec<_> = (1..=7).map(incomplete).collect();
    let expected = [
        ProblemKind::IdNumberMissing,
        ProblemKind::BirthDateMissing,
        ProblemKind::ClassMissing,
        ProblemKind::SeatMissing,
        ProblemKind::OverLimit { selected: 7, limit: 6 },
    ];
    assert_eq!(kinds(&candidates), expected);
    let first = &problems(&candidates, 6)[0];
    assert_eq!((first.item, first.student), (None, Some(candidates[0].student.account)));
}

#[test]
fn two_students_with_one_identity_number_are_both_named() {
    let mut other = outcome(2, 2);
    other.student.id_number_mark = outcome(1, 1).student.id_number_mark;
    let duplicate = ProblemKind::IdNumberDuplicate { students: 2 };
    assert_eq!(kinds(&[outcome(1, 1), other, outcome(3, 3)]), [duplicate.clone(), duplicate]);
}

#[test]
fn what_is_wrong_with_an_outcome() {
    let with = |certified, code: Option<&str>, description: &str| {
        let content = CandidateContent::Outcome {
            certified,
            course_code: code.map(str::to_owned),
            description: description.to_owned(),
        };
        kinds(&[Candidate { content, ..outcome(1, 1) }])
    };
    let code = Some("115353301H11101A1010101");
    assert_eq!(with(false, code, "a"), [ProblemKind::NotCertified]);
    assert_eq!(with(true, None, "a"), [ProblemKind::CourseCodeMissing]);
    assert_eq!(with(true, Some("1153"), "a"), [ProblemKind::CourseCodeLength { length: 4 }]);
    assert_eq!(with(true, code, " "), [ProblemKind::DescriptionMissing]);
    assert_eq!(with(true, code, "一\n二"), [ProblemKind::DescriptionHasLineBreaks]);
    assert_eq!(with(true, code, &"e\u{301}".repeat(100)), []);
    let too_long = ProblemKind::DescriptionTooLong { length: 101, limit: 100 };
    assert_eq!(with(true, code, &"學".repeat(101)), [too_long]);
}

#[test]
fn what_is_wrong_with_files() {
    let with = |document: Option<CandidateFile>, media: Option<CandidateFile>| {
        kinds(&[Candidate { document, media, ..outcome(1, 1) }])
    };
    let (document, media) = (FileRole::Document, FileRole::Media);
    assert_eq!(with(None, None), [ProblemKind::NoFile]);
    assert_eq!(with(None, Some(file())), []);
    let not_stored = Some(CandidateFile { stored: false, sha256: None });
    assert_eq!(with(not_stored, Some(file())), [ProblemKind::FileNotStored { role: document }]);
    for sha256 in [None, Some("abc".to_owned())] {
        let file = Some(CandidateFile { stored: true, sha256 });
        assert_eq!(with(None, file), [ProblemKind::FileWithoutDigest { role: media }]);
    }
}

#[test]
fn the_fields_of_a_performance_that_no_longer_fit_are_named() {
    let fields = json!({"name": "光影之間", "date": "昨天", "size": 3, "description": "一\n二"});
    let candidate = performance(fields, Some("file:///a"));
    let names = ["date", "size", "external_url"].map(str::to_owned).to_vec();
    let invalid = ProblemKind::FieldsInvalid { kind: PerformanceKind::CreativeWork, names };
    assert_eq!(kinds(&[candidate]), [invalid, ProblemKind::DescriptionHasLineBreaks]);
}

/// What is spoiled of a student, and the codes under which it is found.
const OF_STUDENTS: [&str; 4] =
    ["id_number_missing", "birth_date_missing", "class_missing", "seat_missing"];

/// What is spoiled of an outcome: at most one of the course, one of the text and one of each file.
const OF_OUTCOMES: [&[&str]; 4] = [
    &["", "not_certified"],
    &["", "course_code_missing", "course_code_length"],
    &["", "description_missing", "description_too_long", "description_line_breaks"],
    &["", "no_file", "file_not_stored", "file_without_digest"],
];

fn spoiled_student(number: u128, spoiled: &[&str]) -> CandidateStudent {
    let mut student = outcome(number, 1).student;
    for what in spoiled {
        match *what {
            "id_number_missing" => student.id_number_mark = None,
            "birth_date_missing" => student.has_birth_date = false,
            "class_missing" => student.class_name = Some("\u{3000}".to_owned()),
            _ => student.seat = None,
        }
    }
    student
}

fn spoiled_outcome(number: u128, student: CandidateStudent, spoiled: &[&str]) -> Candidate {
    let mut certified = true;
    let mut course_code = Some("115353301H11101A1010101".to_owned());
    let mut description = "老市場".to_owned();
    let mut document = Some(file());
    for what in spoiled {
        match *what {
            "not_certified" => certified = false,
            "course_code_missing" => course_code = Some(" ".to_owned()),
            "course_code_length" => course_code = Some("115353301H11101A10101012".to_owned()),
            "description_missing" => description = " ".to_owned(),
            "description_too_long" => description = "學".repeat(101),
            "description_line_breaks" => description.push_str("\n二"),
            "no_file" => document = None,
            "file_not_stored" => document = Some(CandidateFile { stored: false, ..file() }),
            "file_without_digest" => document = Some(CandidateFile { sha256: None, ..file() }),
            _ => {}
        }
    }
    let content = CandidateContent::Outcome { certified, course_code, description };
    Candidate { item: samples::outcome_id(number), student, content, document, media: None }
}

proptest! {
    #[test]
    fn everything_that_is_wrong_is_found_once_and_nothing_else(
        students in prop::collection::vec(subsequence(OF_STUDENTS.to_vec(), 0..=2), 1..4),
        items in prop::collection::vec((any::<Index>(), [0_usize..2, 0_usize..3, 0_usize..4, 0_usize..4]), 1..8),
        limit in 1_u32..6,
    ) {
        let mut candidates = Vec::new();
        let mut expected = Vec::new();
        let mut selected = vec![0; students.len()];
        for (number, (pick, spoiled)) in (1_u128..).zip(items) {
            let of = pick.index(students.len());
            let student = spoiled_student(of as u128 + 1, &students[of]);
            let spoiled: Vec<&str> =
                (0..4).map(|at| OF_OUTCOMES[at][spoiled[at]]).filter(|it| !it.is_empty()).collect();
            expected.extend(spoiled.iter().map(|it| {
                (student.account, Some(samples::outcome_id(number)), format!("precheck.{it}"))
            }));
            candidates.push(spoiled_outcome(number, student, &spoiled));
            selected[of] += 1;
        }
        for (of, spoiled) in students.iter().enumerate().filter(|(of, _)| selected[*of] > 0) {
            let account = outcome(of as u128 + 1, 1).student.account;
            let over = (selected[of] > limit).then_some(&"over_limit");
            expected.extend(
                spoiled.iter().chain(over).map(|it| (account, None, format!("precheck.{it}"))),
            );
        }
        let found = |candidates: &[Candidate]| {
            let named = problems(candidates, limit).into_iter();
            let mut found: Vec<_> =
                named.map(|it| (it.student.unwrap(), it.item, it.kind.code().to_owned())).collect();
            found.sort_unstable();
            found
        };
        expected.sort_unstable();
        prop_assert_eq!(found(&candidates), expected.as_slice());
        let remarks = ["class_missing", "seat_missing", "description_line_breaks"];
        for problem in problems(&candidates, limit) {
            let code = problem.kind.code().trim_start_matches("precheck.");
            prop_assert_eq!(problem.kind.forbids_freezing(), !remarks.contains(&code));
        }
        candidates.reverse();
        prop_assert_eq!(found(&candidates), expected);
    }

    #[test]
    fn whoever_shares_an_identity_number_is_named_with_how_many_have_it(
        marks in prop::collection::vec(prop::option::weighted(0.9, 0_u8..3), 1..7),
    ) {
        let candidates: Vec<Candidate> = (1_u128..)
            .zip(&marks)
            .map(|(number, mark)| {
                let mut candidate = outcome(number, number);
                candidate.student.id_number_mark = mark.map(|mark| format!("mark {mark}"));
                candidate
            })
            .collect();
        let sharing = |mark: &u8| marks.iter().flatten().filter(|other| *other == mark).count();
        let mut expected: Vec<usize> =
            marks.iter().flatten().map(sharing).filter(|it| *it > 1).collect();
        let mut told: Vec<usize> = problems(&candidates, 6)
            .into_iter()
            .filter_map(|it| match it.kind {
                ProblemKind::IdNumberDuplicate { students } => Some(students),
                _ => None,
            })
            .collect();
        expected.sort_unstable();
        told.sort_unstable();
        prop_assert_eq!(told, expected);
    }
}

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

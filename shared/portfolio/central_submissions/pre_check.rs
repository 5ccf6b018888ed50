use std::collections::BTreeMap;

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::{Digest, FileRole, ItemId, Problem, ProblemKind};
use crate::{
    AccountId, Invalid,
    diverse_performances::{PerformanceKind, is_line_break, validate},
    settings::DESCRIPTION_CHARACTERS,
    web_address,
};

// 課程代碼 has 23 characters.
const COURSE_CODE_CHARACTERS: usize = 23;

/// An item that a student selected, as it stands before the batch is frozen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which item.
    pub item: ItemId,
    /// Whose it is.
    pub student: CandidateStudent,
    /// What it says.
    pub content: CandidateContent,
    /// The document, if it names one.
    pub document: Option<CandidateFile>,
    /// The sound or video, if it names one.
    pub media: Option<CandidateFile>,
}

/// A student, as far as the check looks at them.
#[derive(Debug, Clone)]
pub struct CandidateStudent {
    /// The account.
    pub account: AccountId,
    /// What stands for the identity number: equal for equal numbers and for no others (its keyed
    /// hash), so that the number itself need not be decrypted. `None` where there is no number.
    pub id_number_mark: Option<String>,
    /// Whether the birth date is known.
    pub has_birth_date: bool,
    /// 班級
    pub class_name: Option<String>,
    /// 座號
    pub seat: Option<u32>,
}

/// What an item says.
#[derive(Debug, Clone)]
pub enum CandidateContent {
    /// A learning outcome.
    Outcome {
        /// Whether it is certified now.
        certified: bool,
        /// 課程代碼
        course_code: Option<String>,
        /// 成果簡述
        description: String,
    },
    /// A diverse performance.
    Performance {
        /// The kind.
        kind: PerformanceKind,
        /// Its fields, as they are kept.
        fields: Map<String, Value>,
        /// 外部影音連結
        external_url: Option<String>,
    },
}

/// A file that an item names.
#[derive(Debug, Clone)]
pub struct CandidateFile {
    /// Whether its bytes are in the vault, read back and verified.
    pub stored: bool,
    /// 64 hexadecimal digits.
    pub sha256: Option<String>,
}

/// The pre-check (預檢): every problem of the items that would be frozen, students first, each with
/// the item and student that it is about. `limit` is the number of items that one student may
/// select in this school year and roster.
///
/// ```
/// use portfolio::central_submissions::{ProblemKind, problems};
/// let found = problems(&[], 6);
/// assert_eq!(found[0].kind, ProblemKind::NothingSelected);
/// assert_eq!(found[0].kind.code(), "precheck.nothing_selected");
/// ```
pub fn problems(candidates: &[Candidate], limit: u32) -> Vec<Problem> {
    if candidates.is_empty() {
        return vec![Problem { kind: ProblemKind::NothingSelected, item: None, student: None }];
    }
    let mut found = problems_of_students(candidates, limit);
    for candidate in candidates {
        let about = |kind| Problem {
            kind,
            item: Some(candidate.item),
            student: Some(candidate.student.account),
        };
        found.extend(problems_of_content(&candidate.content).into_iter().map(about));
        found.extend(problems_of_files(candidate).into_iter().map(about));
    }
    found
}

fn problems_of_students(candidates: &[Candidate], limit: u32) -> Vec<Problem> {
    let mut students: BTreeMap<AccountId, (&CandidateStudent, u32)> = BTreeMap::new();
    for Candidate { student, .. } in candidates {
        students.entry(student.account).or_insert((student, 0)).1 += 1;
    }
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in students.values().filter_map(|(student, _)| student.id_number_mark.as_deref()) {
        *holders.entry(mark).or_default() += 1;
    }
    let of_one = |(student, selected): &(&CandidateStudent, u32)| {
        let students = student.id_number_mark.as_deref().map_or(0, |mark| holders[mark]);
        let checks = [
            (student.id_number_mark.is_none(), ProblemKind::IdNumberMissing),
            (students > 1, ProblemKind::IdNumberDuplicate { students }),
            (!student.has_birth_date, ProblemKind::BirthDateMissing),
            (is_blank(student.class_name.as_deref()), ProblemKind::ClassMissing),
            (student.seat.is_none(), ProblemKind::SeatMissing),
            (*selected > limit, ProblemKind::OverLimit { selected: *selected, limit }),
        ];
        let account = Some(student.account);
        let about = |kind| Problem { kind, item: None, student: account };
        let kinds = checks.into_iter().filter_map(|(is_so, kind)| is_so.then_some(kind));
        kinds.map(about).collect::<Vec<_>>()
    };
    students.values().flat_map(of_one).collect()
}

fn problems_of_content(content: &CandidateContent) -> Vec<ProblemKind> {
    match content {
        CandidateContent::Outcome { certified, course_code, description } => {
            let uncertified = (!certified).then_some(ProblemKind::NotCertified);
            let mut found: Vec<_> = uncertified.into_iter().collect();
            found.extend(problem_of_course_code(course_code.as_deref()));
            found.extend(problem_of_length(description));
            found.extend(problem_of_lines(description));
            found
        }
        CandidateContent::Performance { kind, fields, external_url } => {
            let mut found: Vec<_> =
                problem_of_fields(*kind, fields, external_url.as_deref()).into_iter().collect();
            let description = fields.get("description").and_then(Value::as_str);
            found.extend(problem_of_lines(description.unwrap_or_default()));
            found
        }
    }
}

fn problem_of_course_code(code: Option<&str>) -> Option<ProblemKind> {
    if is_blank(code) {
        return Some(ProblemKind::CourseCodeMissing);
    }
    let length = code.unwrap_or_default().chars().count();
    (length != COURSE_CODE_CHARACTERS).then_some(ProblemKind::CourseCodeLength { length })
}

fn problem_of_length(description: &str) -> Option<ProblemKind> {
    if is_blank(Some(description)) {
        return Some(ProblemKind::DescriptionMissing);
    }
    let (length, limit) = (description.nfc().count(), DESCRIPTION_CHARACTERS);
    (length > limit).then_some(ProblemKind::DescriptionTooLong { length, limit })
}

fn problem_of_lines(description: &str) -> Option<ProblemKind> {
    description.contains(is_line_break).then_some(ProblemKind::DescriptionHasLineBreaks)
}

fn problem_of_fields(
    kind: PerformanceKind,
    fields: &Map<String, Value>,
    external_url: Option<&str>,
) -> Option<ProblemKind> {
    let Invalid(mut wrong) = validate(kind, fields).err().unwrap_or(Invalid(Vec::new()));
    wrong.extend(external_url.and_then(|address| web_address("external_url", address).err()));
    let own_name = |path: &str| path.strip_prefix("fields.").unwrap_or(path).to_owned();
    let names: Vec<_> = wrong.iter().map(|problem| own_name(&problem.field)).collect();
    (!names.is_empty()).then_some(ProblemKind::FieldsInvalid { kind, names })
}

fn problems_of_files(candidate: &Candidate) -> Vec<ProblemKind> {
    let files = [
        (FileRole::Document, candidate.document.as_ref()),
        (FileRole::Media, candidate.media.as_ref()),
    ];
    let is_outcome = matches!(candidate.content, CandidateContent::Outcome { .. });
    if is_outcome && files.iter().all(|(_, file)| file.is_none()) {
        return vec![ProblemKind::NoFile];
    }
    let problem = |(role, file): (FileRole, Option<&CandidateFile>)| {
        let file = file?;
        let digest = file.sha256.as_deref().and_then(|text| text.parse::<Digest>().ok());
        match (file.stored, digest) {
            (false, _) => Some(ProblemKind::FileNotStored { role }),
            (true, None) => Some(ProblemKind::FileWithoutDigest { role }),
            (true, Some(_)) => None,
        }
    };
    files.into_iter().filter_map(problem).collect()
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use portfolio::{
    central_submissions::{
        Candidate, CandidateContent, CandidateFile, CandidateStudent, Digest, ItemId, problems,
    },
    files::FileState,
    learning_outcomes::OutcomeState,
};
use runtime::{Environment, Failure, Language, SchoolKey};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{School, StoredFile};

use super::{
    candidates::{Content, Selected, by_account},
    identity,
};
use crate::students::StudentRef;

/// What the pre-check finds, in words that a clerk can act on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemView {
    code: &'static str,
    message: String,
    /// Whether it forbids freezing.
    forbids: bool,
    student: Option<StudentRef>,
    #[schemars(with = "Option<String>")]
    item_id: Option<ItemId>,
    /// What the student calls the item; none where the problem is about no item.
    item_title: Option<String>,
}

/// The most problems that one answer names: a school's may be more than a Lambda function can answer
/// (6 MB) and than anybody reads.
const NAMED: usize = 500;

/// The pre-check's answer.
pub struct Checked {
    /// The first problems, those that forbid freezing before the others.
    pub problems: Vec<ProblemView>,
    /// How many there are.
    pub found: usize,
    /// How many of them forbid freezing.
    pub forbidding: usize,
    /// Rows that would be frozen.
    pub items: u32,
    /// Files of those rows.
    pub files: u32,
}

/// The pre-check (預檢) of what was gathered. `limit` is the number that one student may select.
pub fn check(
    env: &Environment,
    school: &School,
    selected: &[Selected],
    limit: u32,
    language: Language,
) -> Result<Checked, Failure> {
    let key = identity::school_key(env, school)?;
    let mut candidates = Vec::new();
    for student in selected {
        candidates.extend(candidates_of(&key, student)?);
    }
    let students = by_account(selected);
    let items = selected.iter().flat_map(|student| &student.items);
    let titles: BTreeMap<ItemId, String> =
        items.map(|item| (item.id, item.content.title())).collect();
    let mut found = problems(&candidates, limit);
    found.sort_by_key(|problem| !problem.kind.forbids_freezing());
    let forbidding = found.iter().filter(|problem| problem.kind.forbids_freezing()).count();
    let view = |problem: portfolio::central_submissions::Problem| ProblemView {
        code: problem.kind.code(),
        message: match language {
            Language::Chinese => problem.kind.sentence(),
            Language::English => problem.kind.sentence_en(),
        },
        forbids: problem.kind.forbids_freezing(),
        student: problem.student.and_then(|id| students.get(&id).map(|p| StudentRef::from(*p))),
        item_title: problem.item.and_then(|id| titles.get(&id).cloned()),
        item_id: problem.item,
    };
    let files = selected.iter().flat_map(|student| &student.items);
    let files: usize = files.map(|item| item.document.iter().chain(&item.media).count()).sum();
    Ok(Checked {
        found: found.len(),
        problems: found.into_iter().take(NAMED).map(view).collect(),
        forbidding,
        items: u32::try_from(candidates.len()).unwrap_or(u32::MAX),
        files: u32::try_from(files).unwrap_or(u32::MAX),
    })
}

fn candidates_of(key: &SchoolKey, selected: &Selected) -> Result<Vec<Candidate>, Failure> {
    let account = selected.selection.student;
    let known = match &selected.profile {
        Some(profile) => Some(identity::open(key, profile)?),
        None => None,
    };
    let profile = selected.profile.as_ref();
    let student = CandidateStudent {
        account,
        // A digest stands for the number wherever it is compared.
        id_number_mark: known
            .as_ref()
            .and_then(|known| known.id_number.as_ref())
            .map(|number| Digest::of(number.as_bytes()).to_string()),
        has_birth_date: known.is_some_and(|known| known.birth_date.is_some()),
        class_name: profile.map(|p| p.class_name.clone()).filter(|class| !class.is_empty()),
        seat: profile.map(|p| p.seat).filter(|seat| *seat > 0),
    };
    let candidate = |item: &super::candidates::SelectedItem| Candidate {
        item: item.id,
        student: student.clone(),
        content: content(&item.content),
        document: item.document.as_ref().map(file),
        media: item.media.as_ref().map(file),
    };
    Ok(selected.items.iter().map(candidate).collect())
}

fn content(content: &Content) -> CandidateContent {
    match content {
        Content::Outcome(outcome, course) => CandidateContent::Outcome {
            certified: outcome.state == OutcomeState::Certified,
            course_code: course.as_ref().and_then(|course| course.code.clone()),
            description: outcome.description.clone(),
        },
        Content::Performance(performance) => CandidateContent::Performance {
            kind: performance.kind,
            fields: performance.fields.clone(),
            external_url: performance.external_url.clone(),
        },
    }
}

fn file(row: &StoredFile) -> CandidateFile {
    CandidateFile {
        stored: row.state == FileState::Stored,
        sha256: Some(row.sha256.clone()).filter(|digest| !digest.is_empty()),
    }
}

use portfolio::{
    CourseId, FileId, LearningOutcomeId, Semester,
    files::Purpose,
    learning_outcomes::{Decision, OutcomeState},
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Attempt, LearningOutcome};

use crate::{files::FileView, students::StudentRef};

/// A learning outcome as pages show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutcomeView {
    #[schemars(with = "String")]
    id: LearningOutcomeId,
    /// `draft`, `pending`, `certified` or `returned`.
    #[schemars(with = "String")]
    state: OutcomeState,
    /// To be sent back with the next change.
    version: u64,
    #[schemars(with = "String")]
    semester: Semester,
    #[schemars(with = "String")]
    course_id: CourseId,
    course_name: String,
    title: String,
    description: String,
    #[schemars(with = "Option<String>")]
    document_file_id: Option<FileId>,
    #[schemars(with = "Option<String>")]
    media_file_id: Option<FileId>,
    document: Option<FileView>,
    media: Option<FileView>,
    created_at: String,
    updated_at: String,
    /// When it was last put forward; none for a draft.
    requested_at: Option<String>,
    /// Every time it was put forward, the latest last.
    attempts: Vec<AttemptView>,
    /// The school year in which it is selected.
    selected_in: Option<u16>,
    /// Whose it is, in the lists of teachers.
    #[serde(skip_serializing_if = "Option::is_none")]
    student: Option<StudentRef>,
}

/// One time that an outcome was put forward.
#[derive(Debug, Serialize, JsonSchema)]
struct AttemptView {
    requested_at: String,
    decided_at: Option<String>,
    /// `certified` or `returned`.
    #[schemars(with = "Option<String>")]
    decision: Option<Decision>,
    reason: Option<String>,
    teacher_name: Option<String>,
}

impl OutcomeView {
    /// With the student that it is of, for teachers.
    pub fn with_student(outcome: &LearningOutcome) -> Self {
        Self { student: Some(StudentRef::from(outcome)), ..Self::from(outcome) }
    }
}

impl From<&LearningOutcome> for OutcomeView {
    fn from(outcome: &LearningOutcome) -> Self {
        let file = |named| FileView::of(named, Purpose::LearningOutcome);
        let put_forward = outcome.state != OutcomeState::Draft;
        let latest = outcome.attempts.last().filter(|_| put_forward);
        Self {
            id: outcome.id,
            state: outcome.state,
            version: outcome.version,
            semester: outcome.semester,
            course_id: outcome.course,
            course_name: outcome.course_name.clone(),
            title: outcome.title.clone(),
            description: outcome.description.clone(),
            document_file_id: outcome.document.as_ref().map(|named| named.file),
            media_file_id: outcome.media.as_ref().map(|named| named.file),
            document: outcome.document.as_ref().map(file),
            media: outcome.media.as_ref().map(file),
            created_at: wire_time(outcome.created_at),
            updated_at: wire_time(outcome.updated_at),
            requested_at: latest.map(|attempt| wire_time(attempt.requested_at)),
            attempts: outcome.attempts.iter().map(AttemptView::from).collect(),
            selected_in: outcome.selected_in,
            student: None,
        }
    }
}

impl From<&Attempt> for AttemptView {
    fn from(attempt: &Attempt) -> Self {
        Self {
            requested_at: wire_time(attempt.requested_at),
            decided_at: attempt.decided_at.map(wire_time),
            decision: attempt.decision,
            reason: attempt.reason.clone(),
            teacher_name: attempt.decided_by_name.clone(),
        }
    }
}

/// When the outcome was decided, where the decision stands.
pub fn last_decision(outcome: &LearningOutcome) -> Option<jiff::Timestamp> {
    let decided = matches!(outcome.state, OutcomeState::Certified | OutcomeState::Returned);
    outcome.attempts.last().filter(|_| decided)?.decided_at
}

use jiff::Timestamp;
use portfolio::{
    AccountId, CourseId, FileId, LearningOutcomeId, SchoolCode, Semester,
    learning_outcomes::{Decision, OutcomeState},
};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A learning outcome (課程學習成果). `USR#<student>` / `LO#<id>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LearningOutcome {
    /// Which one.
    pub id: LearningOutcomeId,
    /// Whose.
    pub student: AccountId,
    /// The student's name, number, class and seat when it was made, for the lists of teachers.
    pub student_name: String,
    /// 學號
    pub student_number: String,
    /// 班級
    pub class_name: String,
    /// 座號
    pub seat: u32,
    /// The school.
    pub school: SchoolCode,
    /// Where it stands.
    pub state: OutcomeState,
    /// Counts up with every change.
    pub version: u64,
    /// The semester it belongs to.
    pub semester: Semester,
    /// The course.
    pub course: CourseId,
    /// 科目名稱
    pub course_name: String,
    /// What tells subjects apart: the course code, or the course where there is none.
    pub subject: String,
    /// Who certifies it.
    pub teacher: AccountId,
    /// 名稱
    pub title: String,
    /// 成果簡述
    pub description: String,
    /// The document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<NamedFile>,
    /// The sound or video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<NamedFile>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Every time it was put forward, the latest last.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// The school year in which it is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selected_in: Option<u16>,
    /// What the request that made it said, as a digest: a repeat is told from another one by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<String>,
}

/// A file as the item that uses it remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Which one.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// IANA name.
    pub media_type: String,
    /// When its reservation was accepted.
    pub reserved_at: Timestamp,
    /// When it was stored.
    pub accepted_at: Timestamp,
}

/// One time that an outcome was put forward for certification.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attempt {
    /// When the student asked.
    pub requested_at: Timestamp,
    /// When the teacher decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// What the teacher decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Why it was returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<AccountId>,
    /// The name of who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by_name: Option<String>,
}

impl Attempt {
    /// One that waits for its decision.
    pub fn waiting(requested_at: Timestamp) -> Self {
        Self {
            requested_at,
            decided_at: None,
            decision: None,
            reason: None,
            decided_by: None,
            decided_by_name: None,
        }
    }
}

impl LearningOutcome {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "LO#";

    /// Where it lies.
    pub fn at(student: AccountId, id: LearningOutcomeId) -> Key {
        Key::new(super::person(student), format!("LO#{id}"))
    }

    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = &NamedFile> {
        self.document.iter().chain(&self.media)
    }
}

impl Item for LearningOutcome {
    fn key(&self) -> Key {
        Self::at(self.student, self.id)
    }
}

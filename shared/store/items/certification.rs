use jiff::Timestamp;
use portfolio::{AccountId, LearningOutcomeId};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// An outcome that waits for a teacher's certification (待認證). It lies with the teacher, oldest
/// first. `USR#<teacher>` / `CERT#<requested at>#<id>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingCertification {
    /// Who certifies.
    pub teacher: AccountId,
    /// Which outcome.
    pub outcome: LearningOutcomeId,
    /// Whose outcome.
    pub student: AccountId,
    /// When the student asked.
    pub requested_at: Timestamp,
}

impl PendingCertification {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "CERT#";

    /// Where it lies.
    pub fn at(teacher: AccountId, requested_at: Timestamp, outcome: LearningOutcomeId) -> Key {
        Key::new(super::person(teacher), format!("CERT#{requested_at:.6}#{outcome}"))
    }
}

impl Item for PendingCertification {
    fn key(&self) -> Key {
        Self::at(self.teacher, self.requested_at, self.outcome)
    }
}

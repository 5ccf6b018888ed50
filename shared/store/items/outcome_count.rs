use portfolio::{AccountId, Semester, learning_outcomes::OutcomeCount};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// How many outcomes a student has in one semester. `USR#<student>` / `NUM#<semester>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SemesterOutcomes {
    /// Whose.
    pub student: AccountId,
    /// When.
    pub semester: Semester,
    /// How many.
    pub count: OutcomeCount,
    /// Counts up with every change.
    pub version: u64,
}

impl SemesterOutcomes {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "NUM#";

    /// Where it lies.
    pub fn at(student: AccountId, semester: Semester) -> Key {
        Key::new(super::person(student), format!("NUM#{semester}"))
    }
}

impl Item for SemesterOutcomes {
    fn key(&self) -> Key {
        Self::at(self.student, self.semester)
    }
}

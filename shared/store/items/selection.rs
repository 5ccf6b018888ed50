use jiff::Timestamp;
use portfolio::{AccountId, BatchId, SchoolCode, SchoolYear, selections::Roster};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// What a student selected in one school year (勾選). `USR#<student>` / `SEL#<year>#<roster>`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Whose.
    pub student: AccountId,
    /// Which school year.
    pub year: SchoolYear,
    /// Which roster.
    pub roster: Roster,
    /// The items' ids, in the student's order.
    pub ids: Vec<String>,
    /// Counts up with every change.
    pub version: u64,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The batch that it is frozen in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_in: Option<BatchId>,
}

impl Selection {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "SEL#";

    /// Where it lies.
    pub fn at(student: AccountId, year: SchoolYear, roster: Roster) -> Key {
        Key::new(super::person(student), format!("SEL#{year}#{roster}"))
    }
}

impl Item for Selection {
    fn key(&self) -> Key {
        Self::at(self.student, self.year, self.roster)
    }
}

/// The same selection as the school sees it, written in the same transaction: the freezing reads
/// one partition, strongly consistent. `SEL#<school>#<year>#<roster>` / `<student>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SchoolSelection {
    /// The school.
    pub school: SchoolCode,
    /// What was selected.
    pub selection: Selection,
}

impl SchoolSelection {
    /// The partition of one school, year and roster.
    pub fn partition(school: &SchoolCode, year: SchoolYear, roster: Roster) -> String {
        format!("SEL#{school}#{year}#{roster}")
    }

    /// Where one student's lies.
    pub fn at(school: &SchoolCode, student: AccountId, year: SchoolYear, roster: Roster) -> Key {
        Key::new(Self::partition(school, year, roster), student.to_string())
    }
}

impl Item for SchoolSelection {
    fn key(&self) -> Key {
        let Selection { student, year, roster, .. } = &self.selection;
        Self::at(&self.school, *student, *year, *roster)
    }
}

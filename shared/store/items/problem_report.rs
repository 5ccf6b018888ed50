use jiff::Timestamp;
use portfolio::{AccountId, ProblemReportId, SchoolCode, account::Role};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A user's report of a problem to the school's administrator. `SCH#<code>` / `PRB#<id>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProblemReport {
    /// Which one.
    pub id: ProblemReportId,
    /// The reporter's school.
    pub school: SchoolCode,
    /// Who reports.
    pub reporter: AccountId,
    /// The reporter's name.
    pub reporter_name: String,
    /// What the reporter is.
    pub reporter_roles: Vec<Role>,
    /// `bug`, `account`, `data` or `other`.
    pub category: String,
    /// What is wrong, in the reporter's words.
    pub text: String,
    /// The page on which it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl ProblemReport {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "PRB#";
}

impl Item for ProblemReport {
    fn key(&self) -> Key {
        Key::new(super::school_partition(&self.school), format!("PRB#{}", self.id))
    }
}

use jiff::Timestamp;
use portfolio::{
    AccountId, ProblemReportId, SchoolCode,
    account::Role,
    problem_reports::{Category, ReportState},
};
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
    /// What it is about.
    pub category: Category,
    /// What is wrong, in the reporter's words.
    pub text: String,
    /// The page on which it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Whether the administrator still has to look at it.
    #[serde(default)]
    pub state: ReportState,
}

impl ProblemReport {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "PRB#";

    /// Where it lies.
    pub fn at(school: &SchoolCode, id: ProblemReportId) -> Key {
        Key::new(super::school_partition(school), format!("PRB#{id}"))
    }
}

impl Item for ProblemReport {
    fn key(&self) -> Key {
        Self::at(&self.school, self.id)
    }
}

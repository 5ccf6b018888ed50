use jiff::Timestamp;
use portfolio::{
    AccountId, PerformanceId, SchoolCode, SchoolYear, diverse_performances::PerformanceKind,
};
use serde::{Deserialize, Serialize};

use super::NamedFile;
use crate::{Item, Key};

/// A diverse performance (多元表現). `USR#<student>` / `DP#<id>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DiversePerformance {
    /// Which one.
    pub id: PerformanceId,
    /// Whose.
    pub student: AccountId,
    /// The school.
    pub school: SchoolCode,
    /// Which of the ten kinds.
    pub kind: PerformanceKind,
    /// The school year it belongs to.
    pub year: SchoolYear,
    /// The kind's own fields, validated.
    pub fields: serde_json::Map<String, serde_json::Value>,
    /// The document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<NamedFile>,
    /// The sound or video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<NamedFile>,
    /// An external address of a video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// Counts up with every change.
    pub version: u64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The school year in which it is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selected_in: Option<u16>,
    /// What the request that made it said, as a digest: a repeat is told from another one by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<String>,
}

impl DiversePerformance {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "DP#";

    /// Where it lies.
    pub fn at(student: AccountId, id: PerformanceId) -> Key {
        Key::new(super::person(student), format!("DP#{id}"))
    }

    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = &NamedFile> {
        self.document.iter().chain(&self.media)
    }
}

impl Item for DiversePerformance {
    fn key(&self) -> Key {
        Self::at(self.student, self.id)
    }
}

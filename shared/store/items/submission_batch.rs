use jiff::Timestamp;
use portfolio::{
    AccountId, BatchId, SchoolCode, SchoolYear,
    central_submissions::{BatchState, ChainLink},
    selections::Roster,
};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A batch of a central submission (提交中央資料庫). `SCH#<code>` / `SUB#<batch>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmissionBatch {
    /// Which one.
    pub id: BatchId,
    /// The school.
    pub school: SchoolCode,
    /// The school year.
    pub year: SchoolYear,
    /// The roster.
    pub roster: Roster,
    /// Where it stands.
    pub state: BatchState,
    /// Counts up with every change.
    pub version: u64,
    /// Who opened it.
    pub opened_by: AccountId,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When its rows were frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_at: Option<Timestamp>,
    /// When it was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Rows and files that were frozen.
    #[serde(default)]
    pub items: u32,
    /// Original files among them.
    #[serde(default)]
    pub original_files: u32,
    /// Rows received, rejected and missing by the latest receipt.
    #[serde(default)]
    pub received: u32,
    /// See `received`.
    #[serde(default)]
    pub rejected: u32,
    /// See `received`.
    #[serde(default)]
    pub missing: u32,
    /// The Merkle root, 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Its number among all batches of the school, from 1.
    #[serde(default)]
    pub sequence: u64,
    /// The root of the batch before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_root: Option<String>,
    /// Which key signed {root, previous root, sequence}, and the signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<super::Receipt>,
    /// What was built and delivered, in the order of delivery.
    #[serde(default)]
    pub files: Vec<BatchFile>,
    /// How many archives the files are packed into.
    #[serde(default)]
    pub shards: u32,
}

/// A container that was built and delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchFile {
    /// Its name in the outbox.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

impl SubmissionBatch {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "SUB#";

    /// Where it lies.
    pub fn at(school: &SchoolCode, id: BatchId) -> Key {
        Key::new(super::school_partition(school), format!("SUB#{id}"))
    }
}

impl Item for SubmissionBatch {
    fn key(&self) -> Key {
        Self::at(&self.school, self.id)
    }
}

/// The latest batch of a school, year and roster: there is one under way at most.
/// `SCH#<code>` / `SUBHEAD#<year>#<roster>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmissionHead {
    /// The school.
    pub school: SchoolCode,
    /// The school year.
    pub year: SchoolYear,
    /// The roster.
    pub roster: Roster,
    /// The latest batch.
    pub batch: BatchId,
    /// Counts up with every change.
    pub version: u64,
}

impl SubmissionHead {
    /// Where it lies.
    pub fn at(school: &SchoolCode, year: SchoolYear, roster: Roster) -> Key {
        Key::new(super::school_partition(school), format!("SUBHEAD#{year}#{roster}"))
    }
}

impl Item for SubmissionHead {
    fn key(&self) -> Key {
        Self::at(&self.school, self.year, self.roster)
    }
}

/// The end of the chain of a school's signed batches. `SCH#<code>` / `SUBCHAIN`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmissionChain {
    /// The school.
    pub school: SchoolCode,
    /// The link of the latest batch.
    pub link: ChainLink,
    /// Counts up with every change.
    pub version: u64,
}

impl SubmissionChain {
    /// Where it lies.
    pub fn at(school: &SchoolCode) -> Key {
        Key::new(super::school_partition(school), "SUBCHAIN")
    }
}

impl Item for SubmissionChain {
    fn key(&self) -> Key {
        Self::at(&self.school)
    }
}

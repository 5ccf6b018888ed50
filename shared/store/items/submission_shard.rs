use portfolio::BatchId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// An archive of a batch, being built or delivered. `SUB#<batch>` / `SHARD#<number>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmissionShard {
    /// The batch.
    pub batch: BatchId,
    /// Which one, from 1.
    pub number: u32,
    /// Its name in the outbox.
    pub name: String,
    /// Bytes, known before the first is written.
    pub size: u64,
    /// The multipart upload under way, by which the archive is resumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<String>,
    /// 64 hexadecimal digits, once the outbox holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Whether whoever takes packages has it.
    #[serde(default)]
    pub delivered: bool,
}

impl SubmissionShard {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "SHARD#";

    /// Where it lies.
    pub fn at(batch: BatchId, number: u32) -> Key {
        Key::new(super::FrozenItem::partition(batch), format!("SHARD#{number:05}"))
    }
}

impl Item for SubmissionShard {
    fn key(&self) -> Key {
        Self::at(self.batch, self.number)
    }
}

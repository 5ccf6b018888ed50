use jiff::{SignedDuration, Timestamp};
use portfolio::{
    AccountId, BatchId, FileId,
    files::{FileState, Purpose},
    mutant,
};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A file (檔案) or its tombstone. `FIL#<owner>` / `<upload>`
///
/// The row is the idempotency record of its upload and is never removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredFile {
    /// Whose file, and which upload brought it.
    pub file: FileId,
    /// Where it stands.
    pub state: FileState,
    /// The name on the owner's device.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it takes of the quota: its size, or 0 for a file outside the quota.
    pub charged: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// IANA name.
    pub media_type: String,
    /// What it is for.
    pub purpose: Purpose,
    /// When the server accepted the reservation. A repeated one keeps the first.
    pub reserved_at: Timestamp,
    /// When the reservation ends; while the file is being promoted, when the worker's lease does.
    pub expires_at: Timestamp,
    /// When the bytes were in the vault, verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Timestamp>,
    /// The signed receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// The vault's version of the bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vault_version: Option<String>,
    /// The item that names it, for example `lo_…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
    /// The frozen submission that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<BatchId>,
    /// When it became a tombstone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// What the owner keeps as proof. The signature is over the receipt's canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which key signed it.
    pub key_id: String,
    /// Ed25519, base64.
    pub signature: String,
}

/// How long after its end a tombstone's bytes may be collected.
pub const COLLECTED_AFTER: SignedDuration = SignedDuration::from_hours(24 * 30);

impl StoredFile {
    /// Where it lies.
    pub fn at(file: FileId) -> Key {
        Key::new(Self::partition(file.owner), file.upload.to_string())
    }

    /// The partition of an owner's files.
    pub fn partition(owner: AccountId) -> String {
        format!("FIL#{owner}")
    }

    /// The file that lies at this key.
    pub fn file_at(key: &Key) -> Option<FileId> {
        let owner = key.pk.strip_prefix("FIL#")?.parse().ok()?;
        Some(FileId { owner, upload: key.sk.parse().ok()? })
    }

    /// The owner of the files that lie in this partition.
    pub fn owner_of(partition: &str) -> Option<AccountId> {
        partition.strip_prefix("FIL#")?.parse().ok()
    }

    /// When the bytes of a file that ended at this moment are due to be collected.
    pub fn collection(ended_at: Timestamp) -> (String, Timestamp) {
        let rests = if mutant("collect-at-once") { SignedDuration::ZERO } else { COLLECTED_AFTER };
        (Self::COLLECT.to_owned(), ended_at + rests)
    }

    /// The name of the queue of dues for reservations that end.
    pub const PENDING: &'static str = "pending";
    /// The name of the queue of dues for tombstones whose bytes are to be collected.
    pub const COLLECT: &'static str = "collect";
}

impl Item for StoredFile {
    fn key(&self) -> Key {
        Self::at(self.file)
    }

    fn due(&self) -> Option<(String, Timestamp)> {
        match self.state {
            state if state.is_pending() => Some((Self::PENDING.to_owned(), self.expires_at)),
            FileState::Stored => None,
            _ => Some(Self::collection(self.ended_at.unwrap_or(self.expires_at))),
        }
    }
}

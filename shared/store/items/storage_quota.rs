use std::collections::BTreeMap;

use jiff::Timestamp;
use portfolio::{AccountId, files::StorageQuota};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// The space of an owner (使用空間). `USR#<account>` / `QUOTA`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QuotaItem {
    /// Whose.
    pub account: AccountId,
    /// Bytes that are neither used nor held. Stored, since conditions cannot do arithmetic.
    pub free: u64,
    /// All there is, in bytes.
    pub limit: u64,
    /// What uploads under way hold, by upload.
    #[serde(default)]
    pub pending: BTreeMap<String, PendingUpload>,
}

/// What an upload under way holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingUpload {
    /// Bytes; 0 for a file outside the quota.
    pub bytes: u64,
    /// When its reservation ends.
    pub until: Timestamp,
}

impl QuotaItem {
    /// Where it lies.
    pub fn at(account: AccountId) -> Key {
        Key::new(super::person(account), "QUOTA")
    }

    /// Whose the item at this key is, where it is one.
    pub fn owner_at(key: &Key) -> Option<AccountId> {
        let owner = key.pk.strip_prefix("USR#").filter(|_| key.sk == "QUOTA")?;
        owner.parse().ok()
    }

    /// The figures.
    pub fn figures(&self) -> StorageQuota {
        let pending = self.pending.values().map(|upload| upload.bytes).sum();
        StorageQuota { limit: self.limit, free: self.free, pending }
    }
}

impl Item for QuotaItem {
    fn key(&self) -> Key {
        Self::at(self.account)
    }
}

use jiff::{SignedDuration, Timestamp};
use portfolio::AccountId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key, Write};

/// That an owner removed an item: whoever asks once more, because no answer came, learns that it is
/// done. `GONE#<account>` / `<id>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemovedItem {
    /// Whose it was.
    pub account: AccountId,
    /// Its id, for example `lo_…`.
    pub id: String,
    /// When.
    pub at: Timestamp,
}

/// How long a repeated removal is recognised. Ours: longer than any client goes on trying.
const RECOGNISED: SignedDuration = SignedDuration::from_hours(24);

impl RemovedItem {
    /// Where it lies: not with what is shown.
    pub fn of(account: AccountId, id: &str) -> Key {
        Key::new(format!("GONE#{account}"), id)
    }

    /// The write that goes with the removal.
    pub fn write(&self) -> Write {
        Write::update("gone", self.key())
            .set("account", self.account)
            .set("id", &self.id)
            .set("at", self.at)
            .expires((self.at + RECOGNISED).as_second())
    }
}

impl Item for RemovedItem {
    fn key(&self) -> Key {
        Self::of(self.account, &self.id)
    }
}

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
    /// When it was made: the nightly count of what there was knows it by that.
    pub made_at: Timestamp,
    /// When it was removed.
    pub at: Timestamp,
}

/// How long a removal is remembered. Ours: longer than any client goes on trying, and than nights can
/// be without their comparison before somebody hears of it.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 30);

impl RemovedItem {
    /// Where it lies: not with what is shown.
    pub fn of(account: AccountId, id: &str) -> Key {
        Key::new(Self::partition(account), id)
    }

    /// The partition of all that somebody removed.
    pub fn partition(account: AccountId) -> String {
        format!("GONE#{account}")
    }

    /// The write that goes with the removal.
    pub fn write(&self) -> Write {
        Write::update("gone", self.key())
            .set("account", self.account)
            .set("id", &self.id)
            .set("made_at", self.made_at)
            .set("at", self.at)
            .expires((self.at + REMEMBERED).as_second())
    }
}

impl Item for RemovedItem {
    fn key(&self) -> Key {
        Self::of(self.account, &self.id)
    }
}

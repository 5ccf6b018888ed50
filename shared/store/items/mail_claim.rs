use jiff::{Timestamp, civil::Date};
use portfolio::AccountId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// The right to send one person the one digest of one day. `USR#<account>` / `REM#<date>`
///
/// It is written before the mail is sent and marked after. A claim that was never marked is taken
/// over once, when its lease is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailClaim {
    /// Who receives it.
    pub recipient: AccountId,
    /// The day in Taipei.
    pub date: Date,
    /// Until when the claimant alone may send.
    pub leased_until: Timestamp,
    /// 1, or 2 where it was taken over.
    pub attempt: u32,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Counts up with every change.
    pub version: u64,
}

impl MailClaim {
    /// Where it lies.
    pub fn at(recipient: AccountId, date: Date) -> Key {
        Key::new(super::person(recipient), format!("REM#{date}"))
    }
}

impl Item for MailClaim {
    fn key(&self) -> Key {
        Self::at(self.recipient, self.date)
    }

    fn expires(&self) -> Option<i64> {
        Some(self.leased_until.as_second() + 30 * 24 * 3600)
    }
}

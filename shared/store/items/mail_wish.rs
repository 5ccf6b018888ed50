use jiff::Timestamp;
use portfolio::AccountId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// Whether somebody wants reminders by mail; who never said so wants them. The notices in the app
/// stay. `USR#<account>` / `MAILWISH`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailWish {
    /// Whose wish.
    pub account: AccountId,
    /// Whether reminders are mailed.
    pub reminders: bool,
    /// When it was said.
    pub at: Timestamp,
}

impl MailWish {
    /// Where it lies.
    pub fn at(account: AccountId) -> Key {
        Key::new(super::person(account), "MAILWISH")
    }
}

impl Item for MailWish {
    fn key(&self) -> Key {
        Self::at(self.account)
    }
}

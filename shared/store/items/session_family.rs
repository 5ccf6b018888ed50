use jiff::Timestamp;
use portfolio::{AccountId, account::Username};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Item, Key};

/// A line of refresh tokens, each the successor of the one before. `USR#<account>` / `SES#<family>`
///
/// A token is its family, its number and a keyed digest over both, so no token is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionFamily {
    /// Whose it is.
    pub account: AccountId,
    /// The name under which the account lies.
    pub username: Username,
    /// Which one.
    pub family: Uuid,
    /// The version of the account that the line was opened with. Not the clock's moment: a sign-in
    /// with the old password may be under way while the password changes.
    pub account_version: u64,
    /// The number of the token that is good now.
    pub number: u64,
    /// When the line began.
    pub began_at: Timestamp,
    /// When that token was given out.
    pub rotated_at: Timestamp,
    /// When the line ends, however often it is refreshed.
    pub ends_at: Timestamp,
    /// Ended by sign-out, or because an old token came back.
    pub revoked: bool,
}

impl SessionFamily {
    /// Where it lies.
    pub fn at(account: AccountId, family: Uuid) -> Key {
        Key::new(super::person(account), format!("SES#{}", family.as_simple()))
    }
}

impl Item for SessionFamily {
    fn key(&self) -> Key {
        Self::at(self.account, self.family)
    }

    fn expires(&self) -> Option<i64> {
        Some(self.ends_at.as_second())
    }
}

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// Failed sign-ins to one account name from one network. `LCK#<digest>` / `LCK`
///
/// The pair is kept as a keyed digest, since names and addresses are personal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignInLock {
    /// Keyed digest of name and network.
    pub pair: String,
    /// Failures in a row.
    pub failures: u32,
    /// When the last failure was.
    pub last_at: Timestamp,
}

/// How long after the last failure the table remembers it.
pub const SIGN_IN_LOCK_LIVES: SignedDuration = SignedDuration::from_hours(24);

impl SignInLock {
    /// Where it lies.
    pub fn at(pair: &str) -> Key {
        Key::new(format!("LCK#{pair}"), "LCK")
    }

    /// Whether one lies at this key.
    pub fn is_at(key: &Key) -> bool {
        key.pk.starts_with("LCK#")
    }
}

impl Item for SignInLock {
    fn key(&self) -> Key {
        Self::at(&self.pair)
    }

    fn expires(&self) -> Option<i64> {
        Some((self.last_at + SIGN_IN_LOCK_LIVES).as_second())
    }
}

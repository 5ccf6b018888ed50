use jiff::{SignedDuration, Timestamp};
use portfolio::AccountId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Item, Key};

/// A call that carried an `Idempotency-Key`, and what it made: the same call again answers the same.
/// `USR#<account>` / `IDM#<function>#<digest of the key>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RepeatedCall {
    /// Who called.
    pub account: AccountId,
    /// Which function.
    pub function: String,
    /// SHA-256 of the key: whatever a client sends, the sort key stays short and plain.
    pub key_digest: String,
    /// SHA-256 of what was asked for. Another wish under the same key is a conflict.
    pub wish_digest: String,
    /// The id of what was made.
    pub made: String,
    /// When.
    pub at: Timestamp,
}

/// How long a repeated call is recognised. Ours: longer than any client goes on trying.
const RECOGNISED: SignedDuration = SignedDuration::from_hours(24 * 30);

impl RepeatedCall {
    /// The record of a call of `function` by `account`, which makes `made`.
    pub fn new(
        account: AccountId,
        function: &str,
        key: &str,
        wish: &[&str],
        made: String,
        at: Timestamp,
    ) -> Self {
        let key_digest = digest(&[key]);
        let wish_digest = digest(wish);
        Self { account, function: function.to_owned(), key_digest, wish_digest, made, at }
    }
}

/// SHA-256 over the parts and their lengths, so that no two lists of parts look alike.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

impl Item for RepeatedCall {
    fn key(&self) -> Key {
        let sort = format!("IDM#{}#{}", self.function, self.key_digest);
        Key::new(super::person(self.account), sort)
    }

    fn expires(&self) -> Option<i64> {
        Some((self.at + RECOGNISED).as_second())
    }
}

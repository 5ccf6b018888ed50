use portfolio::AccountId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// The reasons for a return that a teacher keeps at hand (常用退回原因). `USR#<account>` / `PHRASES`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReturnPhrases {
    /// Whose.
    pub account: AccountId,
    /// In the teacher's order.
    pub phrases: Vec<String>,
}

impl ReturnPhrases {
    /// Where they lie.
    pub fn at(account: AccountId) -> Key {
        Key::new(super::person(account), "PHRASES")
    }
}

impl Item for ReturnPhrases {
    fn key(&self) -> Key {
        Self::at(self.account)
    }
}

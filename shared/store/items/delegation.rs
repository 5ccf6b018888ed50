use jiff::Timestamp;
use portfolio::AccountId;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// Somebody stands in for a teacher (代理人). It lies with the one who stands in.
/// `USR#<delegate>` / `DEL#<teacher>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delegation {
    /// Who stands in.
    pub delegate: AccountId,
    /// For whom.
    pub teacher: AccountId,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

impl Delegation {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "DEL#";

    /// Where it lies.
    pub fn at(delegate: AccountId, teacher: AccountId) -> Key {
        Key::new(super::person(delegate), format!("DEL#{teacher}"))
    }

    /// Whether it is in force at this moment.
    pub fn in_force(&self, at: Timestamp) -> bool {
        self.starts_at <= at && at < self.ends_at
    }
}

impl Item for Delegation {
    fn key(&self) -> Key {
        Self::at(self.delegate, self.teacher)
    }
}

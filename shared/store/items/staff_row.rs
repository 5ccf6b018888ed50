use portfolio::{AccountId, SchoolCode, account::Role};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// Somebody who works at the school, so that all of them can be found. `SCH#<code>` / `STF#<account>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StaffRow {
    /// The school.
    pub school: SchoolCode,
    /// The account.
    pub account: AccountId,
    /// The name to show.
    pub name: String,
    /// What the account is.
    pub roles: Vec<Role>,
}

impl StaffRow {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "STF#";

    /// Where somebody's lies.
    pub fn at(school: &SchoolCode, account: AccountId) -> Key {
        Key::new(super::school_partition(school), format!("STF#{account}"))
    }

    /// Whose the row at this key is, where it is one.
    pub fn account_at(key: &Key) -> Option<AccountId> {
        key.sk.strip_prefix(Self::PREFIX)?.parse().ok()
    }
}

impl Item for StaffRow {
    fn key(&self) -> Key {
        Self::at(&self.school, self.account)
    }
}

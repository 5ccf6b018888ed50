use jiff::Timestamp;
use portfolio::{
    AccountId, SchoolCode,
    account::{Role, Username},
};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A person as the pages show them. `USR#<account>` / `PROFILE`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Profile {
    /// Whose.
    pub account: AccountId,
    /// The name under which the account lies.
    pub username: Username,
    /// The name to show.
    pub name: String,
    /// Where mail goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolCode>,
    /// The school's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_name: Option<String>,
    /// What the account is.
    pub roles: Vec<Role>,
    /// A student's class, for example `101`; empty for others.
    #[serde(default)]
    pub class_name: String,
    /// A student's seat; 0 for others.
    #[serde(default)]
    pub seat: u32,
    /// A student's number; empty for others.
    #[serde(default)]
    pub number: String,
    /// ID number and birth date, encrypted with the school's data key. Only functions that declare
    /// the need can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_identity: Option<String>,
    /// When a student last saw the list of outcomes, or a teacher last looked at a portfolio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_viewed_at: Option<Timestamp>,
    /// When the account was made.
    pub created_at: Timestamp,
}

impl Profile {
    /// Where it lies.
    pub fn at(account: AccountId) -> Key {
        Key::new(super::person(account), "PROFILE")
    }
}

impl Item for Profile {
    fn key(&self) -> Key {
        Self::at(self.account)
    }
}

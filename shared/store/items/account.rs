use jiff::Timestamp;
use portfolio::{
    AccountId, SchoolCode,
    account::{Role, Username},
};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// An account (帳號), found by the name that is typed. `ACC#<username>` / `ACC`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// Its id, which never changes.
    pub id: AccountId,
    /// The name that opens it.
    pub username: Username,
    /// The name to show.
    pub display_name: String,
    /// The school; none for universities and the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolCode>,
    /// The school's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_name: Option<String>,
    /// What the account is.
    pub roles: Vec<Role>,
    /// Classes led as a homeroom teacher.
    #[serde(default)]
    pub homeroom: Vec<String>,
    /// Classes assigned as a counsellor or advisor.
    #[serde(default)]
    pub assigned: Vec<String>,
    /// How the account is opened.
    pub credential: Credential,
    /// Lines of refresh tokens that were opened with an earlier version of the account are over, but
    /// for the one that the password was changed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions_from_version: Option<u64>,
    /// That one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_session: Option<uuid::Uuid>,
    /// Counts up with every change.
    pub version: u64,
}

/// How an account is opened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Credential {
    /// The initial password, as a keyed digest. It only opens the activation, until it ends.
    Initial {
        /// HMAC-SHA-256 with the activation key, in hexadecimal digits.
        digest: String,
        /// When the activation closes.
        until: Timestamp,
    },
    /// A password that somebody chose, as an argon2id PHC string.
    Chosen {
        /// The PHC string.
        phc: String,
    },
    /// The name was changed; what it once opened is now under another name.
    Moved,
}

impl Account {
    /// Where the account of this name lies.
    pub fn at(username: &Username) -> Key {
        Key::new(format!("ACC#{username}"), "ACC")
    }
}

impl Item for Account {
    fn key(&self) -> Key {
        Self::at(&self.username)
    }
}

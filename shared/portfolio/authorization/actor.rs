use serde::{Deserialize, Serialize};

use crate::{AccountId, SchoolCode, account::Role};

/// Who is calling, as the token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The school; none for universities and the city.
    pub school: Option<SchoolCode>,
    /// What the account is.
    pub roles: Vec<Role>,
    /// The classes that a homeroom teacher leads, for example `101`.
    pub homeroom: Vec<String>,
    /// The classes that a guidance counsellor or course advisor is assigned to.
    pub assigned: Vec<String>,
}

impl Actor {
    /// Whether the account has the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the account has one of the roles.
    pub fn is_any(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
}

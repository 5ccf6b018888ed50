use portfolio::{
    AccountId, SchoolCode,
    account::{Role, Username},
};
use runtime::Claims;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Account, Credential};

/// An account as its owner sees it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountView {
    #[schemars(with = "String")]
    id: AccountId,
    #[schemars(with = "String")]
    username: Username,
    display_name: String,
    school: Option<SchoolName>,
    #[schemars(with = "Vec<String>")]
    roles: Vec<Role>,
    /// The initial user name and password must be changed before anything else.
    must_activate: bool,
}

/// A school by its code and name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SchoolName {
    #[schemars(with = "String")]
    code: SchoolCode,
    name: String,
}

impl AccountView {
    /// The account of somebody who is signed in, as the token knows it.
    pub fn of(claims: &Claims, username: Username) -> Self {
        let school = claims
            .actor
            .school
            .clone()
            .map(|code| SchoolName { code, name: claims.school_name.clone().unwrap_or_default() });
        Self {
            id: claims.actor.account,
            username,
            display_name: claims.name.clone(),
            school,
            roles: claims.actor.roles.clone(),
            must_activate: claims.activation,
        }
    }
}

impl From<&Account> for AccountView {
    fn from(account: &Account) -> Self {
        let school = account
            .school
            .clone()
            .map(|code| SchoolName { code, name: account.school_name.clone().unwrap_or_default() });
        Self {
            id: account.id,
            username: account.username.clone(),
            display_name: account.display_name.clone(),
            school,
            roles: account.roles.clone(),
            must_activate: matches!(account.credential, Credential::Initial { .. }),
        }
    }
}

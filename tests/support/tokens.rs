use std::sync::Arc;

use jiff::Timestamp;
use portfolio::{account::Username, authorization::Actor};
use runtime::{Claims, Environment, Function, Need, Secret};
use store::items::{Account, Credential};

use super::{World, outsider};

/// Whoever signs in: one token is as good as another, and hashing passwords takes long.
static SIGN_IN: Function = outsider("tests.sign-in", &[Need::Secret(Secret::Tokens)]);

/// Access tokens without a password.
#[derive(Debug, Clone)]
pub struct Tokens(Arc<Environment>);

impl Tokens {
    /// Those that this world's functions take.
    pub async fn of(world: &World) -> Self {
        Self(world.cloud().operate(&SIGN_IN).await.expect("the keys"))
    }

    /// What somebody's token says. Whoever has not activated the account may do that alone.
    pub async fn claims(&self, world: &World, username: &str) -> Claims {
        let name = Username::typed(username).expect("a user name");
        let account: Option<Account> =
            world.cloud().table().get(&Account::at(&name)).await.expect("the table");
        let account = account.expect("an account");
        let activates = matches!(account.credential, Credential::Initial { .. });
        let actor = Actor {
            account: account.id,
            school: account.school,
            roles: account.roles,
            homeroom: account.homeroom,
            assigned: account.assigned,
        };
        let school = account.school_name.as_deref();
        Claims::new(actor, &name, &account.display_name, school, uuid::Uuid::nil(), activates)
    }

    /// A token that says this, good from now on.
    pub fn token(&self, claims: &Claims, now: Timestamp) -> String {
        let keys = self.0.secrets.tokens().expect("declared");
        keys.access(claims.clone(), now).expect("a token").token
    }
}

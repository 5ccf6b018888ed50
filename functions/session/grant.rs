use jiff::{SignedDuration, Timestamp};
use portfolio::authorization::Actor;
use runtime::{Call, Claims, Problem, RefreshToken, Reply};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Account, SessionFamily};
use uuid::Uuid;

use super::{AccountView, cookie};

/// How long a line of refresh tokens lasts, however often it is refreshed. Ours.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How long a line lasts that nobody refreshes: over a weekend, and not until next week on a computer
/// that others use too. Ours.
const UNUSED_LASTS: SignedDuration = SignedDuration::from_hours(24 * 3);

/// When a line ends if nobody refreshes it any more.
pub fn ends_at(family: &SessionFamily) -> Timestamp {
    family.ends_at.min(family.rotated_at + UNUSED_LASTS)
}

/// What a sign-in answers. The refresh token comes as a cookie.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SignedIn {
    access_token: String,
    /// Seconds.
    expires_in: i64,
    account: AccountView,
}

/// A new line of refresh tokens.
pub fn new_family(call: &Call, account: &Account) -> SessionFamily {
    SessionFamily {
        account: account.id,
        username: account.username.clone(),
        family: call.env().ids.next(),
        account_version: account.version,
        number: 1,
        began_at: call.now(),
        rotated_at: call.now(),
        ends_at: call.now() + SESSION_LASTS,
        revoked: false,
    }
}

/// The reply for a session: an access token, and the line's present refresh token as a cookie.
pub fn session(call: &Call, account: &Account, family: &SessionFamily) -> Result<Reply, Problem> {
    let keys = call.env().secrets.tokens()?;
    let token = RefreshToken {
        account: family.account,
        family: family.family,
        number: family.number,
        username: family.username.clone(),
    };
    let cookie = cookie::set(call, &keys.refresh(&token), ends_at(family));
    Ok(Reply::ok(signed(call, account, family.family, false)?).with_cookie(cookie))
}

/// The reply for somebody who must activate first: a token that opens nothing else, no cookie.
pub fn activation(call: &Call, account: &Account) -> Result<Reply, Problem> {
    Ok(Reply::ok(signed(call, account, Uuid::nil(), true)?))
}

fn signed(
    call: &Call,
    account: &Account,
    family: Uuid,
    activation: bool,
) -> Result<SignedIn, Problem> {
    let actor = Actor {
        account: account.id,
        school: account.school.clone(),
        roles: account.roles.clone(),
        homeroom: account.homeroom.clone(),
        assigned: account.assigned.clone(),
    };
    let (username, name) = (&account.username, &account.display_name);
    let school = account.school_name.as_deref();
    let claims = Claims::new(actor, username, name, school, family, activation);
    let token = call
        .env()
        .secrets
        .tokens()?
        .access(claims, call.now())
        .ok_or(Problem::unavailable("the access token could not be signed"))?;
    let account = AccountView::from(account);
    Ok(SignedIn { access_token: token.token, expires_in: token.expires_in, account })
}

//! `POST /api/session/refresh` — 延續登入: a new access token for the cookie's refresh token.
//!
//! Whoever holds the cookie. Each refresh token is good once and names its successor; the one before
//! gives the same successor for 30 seconds, so that two tabs or a lost answer are no theft. An older
//! one ends the whole line. A line that nobody refreshes for three days is over.

use jiff::SignedDuration;
use portfolio::mutant;
use runtime::{
    Call, Callers, Function, Method, Need, Problem, RefreshToken, Reply, Route, Secret,
    TableAction, Trigger, schema,
};
use store::{
    Condition, StoreError, Write,
    items::{Account, Credential, SessionFamily},
};

use super::{
    cookie,
    grant::{self, SignedIn},
};

pub const FUNCTION: Function = Function {
    name: "session.refresh",
    term: "延續登入",
    summary: "Gives a new access token for the cookie's refresh token.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/session/refresh",
        callers: Callers::Anyone,
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<SignedIn>),
        refusals: &["session.required", "session.origin_refused"],
        handle: |call| Box::pin(refresh(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::UpdateItem),
        Need::Secret(Secret::Tokens),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// How long the token before the present one still gives the present one.
const FORGIVEN: SignedDuration = SignedDuration::from_secs(30);

async fn refresh(call: Call) -> Result<Reply, Problem> {
    let token = cookie::token(&call)?;
    let keys = [SessionFamily::at(token.account, token.family), Account::at(&token.username)];
    let found = call.table().get_many(&keys).await?;
    let ended = || Problem::new("session.required");
    let family: SessionFamily = found.take(&keys[0])?.ok_or_else(ended)?;
    let account: Account = found.take(&keys[1])?.ok_or_else(ended)?;
    if !is_alive(&call, &family, &account) {
        return Err(ended());
    }
    let family = if token.number == family.number {
        rotate(&call, family).await?
    } else if is_forgiven(&call, &token, &family) {
        family
    } else {
        revoke(&call, &family).await?;
        return Err(ended());
    };
    grant::session(&call, &account, &family)
}

fn is_alive(call: &Call, family: &SessionFamily, account: &Account) -> bool {
    let outlived = account.sessions_from_version.is_some_and(|from| family.account_version < from)
        && account.kept_session != Some(family.family);
    !family.revoked
        && call.now() < grant::ends_at(family)
        && account.id == family.account
        && matches!(account.credential, Credential::Chosen { .. })
        && !outlived
}

fn is_forgiven(call: &Call, token: &RefreshToken, family: &SessionFamily) -> bool {
    let since = call.now().duration_since(family.rotated_at);
    token.number + 1 == family.number && since <= FORGIVEN
}

/// The line's next token. Where another tab was quicker, it is that tab's.
async fn rotate(call: &Call, family: SessionFamily) -> Result<SessionFamily, Problem> {
    let next =
        SessionFamily { number: family.number + 1, rotated_at: call.now(), ..family.clone() };
    let write = Write::update("session", SessionFamily::at(family.account, family.family))
        .set("number", next.number)
        .set("rotated_at", next.rotated_at)
        .when(
            Condition::equals("number", family.number)
                .unless(mutant("refresh-whatever-the-number")),
        )
        .when(Condition::equals("revoked", false).unless(mutant("refresh-what-is-over")));
    match call.table().write(write).await.map_err(StoreError::into_conflict) {
        Ok(()) => Ok(next),
        Err(Ok(conflict)) => conflict
            .found::<SessionFamily>("session")
            .filter(|other| !other.revoked && other.number == next.number)
            .ok_or(Problem::new("session.required")),
        Err(Err(error)) => Err(error.into()),
    }
}

async fn revoke(call: &Call, family: &SessionFamily) -> Result<(), Problem> {
    tracing::warn!("an old refresh token came back: its line is ended");
    let write = Write::update("session", SessionFamily::at(family.account, family.family))
        .set("revoked", true)
        .when(Condition::item_exists());
    Ok(call.table().write(write).await?)
}

//! `PUT /api/account/password` — 更換密碼: changes one's own password.
//!
//! Everybody who is signed in. The present password must be given; other sessions end.

use portfolio::{
    account::{Role, Username, choose_password, typed_password},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    hash_password, schema, verify_password,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Write,
    items::{Account, Credential},
};

use crate::session::Lock;

pub const FUNCTION: Function = Function {
    name: "account.change-password",
    term: "更換密碼",
    summary: "Changes one's own password and ends other sessions.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/account/password",
        callers: Callers::SignedIn(&Role::ALL),
        query: &[],
        body: Some(schema::<ChangePasswordRequest>),
        status: 204,
        answer: None,
        refusals: &["account.password_wrong", "session.locked", "conflict"],
        handle: |call| Box::pin(change_password(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::DeleteItem),
        Need::Table(TableAction::ConditionCheckItem),
        Need::Secret(Secret::Activation),
    ],
    memory_mb: 1024,
    timeout_s: 10,
};

/// The present password and the new one.
#[derive(Deserialize, JsonSchema)]
struct ChangePasswordRequest {
    current_password: String,
    new_password: String,
}

async fn change_password(call: Call) -> Result<Reply, Problem> {
    let request: ChangePasswordRequest = call.body()?;
    let username = Username::typed(&call.claims()?.username).ok_or(Problem::not_found())?;
    let new = choose_password("new_password", &request.new_password, &username, |_| false)
        .map_err(Problem::field)?;
    let mut lock = Lock::of(&call, username.as_str())?;
    let [pair, all] = lock.keys();
    let found = call.table().get_many(&[Account::at(&username), pair, all]).await?;
    lock.check(&found, call.now())?;
    let account: Account = found.take(&Account::at(&username))?.ok_or(Problem::not_found())?;
    let Credential::Chosen { phc } = &account.credential else {
        return Err(Problem::new("account.password_wrong"));
    };
    let family = call.claims()?.family;
    let current = typed_password(&request.current_password);
    if !verify_password(current, phc.clone()).await {
        // The same change may have been made from this session, and its answer lost.
        if account.kept_session == Some(family) && verify_password(new, phc.clone()).await {
            lock.pass(&call, &[]).await?;
            return Ok(Reply::nothing());
        }
        lock.fail(&call).await?;
        return Err(Problem::new("account.password_wrong"));
    }
    let version = account.version + 1;
    let changed = Account {
        credential: match mutant("keep-the-old-password") {
            true => account.credential.clone(),
            false => Credential::Chosen { phc: hash_password(new).await? },
        },
        sessions_from_version: Some(version),
        kept_session: Some(family),
        version,
        ..account.clone()
    };
    lock.pass(&call, &[Write::replace("account", &changed, account.version)?]).await?;
    Ok(Reply::nothing())
}

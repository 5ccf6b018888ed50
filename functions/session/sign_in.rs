//! `POST /api/session` — 登入: opens a session with a user name and password.
//!
//! Everybody. A wrong password and an unknown name are answered alike and cost the same; five
//! failures lock the account for the caller's network for 15 minutes. With the initial password
//! the answer is a token that only opens the activation.

use portfolio::{
    account::{Username, typed_password},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    schema, spend_password_time, verify_password,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Write,
    items::{Account, Credential},
};

use super::{
    Lock, cookie,
    grant::{self, SignedIn},
};

pub const FUNCTION: Function = Function {
    name: "session.sign-in",
    term: "登入",
    summary: "Opens a session with a user name and password.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/session",
        callers: Callers::Anyone,
        query: &[],
        body: Some(schema::<SignInRequest>),
        status: 200,
        answer: Some(schema::<SignedIn>),
        refusals: &[
            "session.refused",
            "session.locked",
            "session.activation_closed",
            "session.origin_refused",
        ],
        handle: |call| Box::pin(sign_in(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::DeleteItem),
        Need::Table(TableAction::ConditionCheckItem),
        Need::Secret(Secret::Tokens),
        Need::Secret(Secret::Activation),
    ],
    // argon2id wants 19 MiB and a processor of its own: half a second on the smallest share.
    memory_mb: 1024,
    timeout_s: 10,
};

/// Who, and the proof of it.
#[derive(Deserialize, JsonSchema)]
struct SignInRequest {
    username: String,
    password: String,
}

enum Proof {
    Session,
    Activation,
    ActivationClosed,
    Wrong,
}

async fn sign_in(call: Call) -> Result<Reply, Problem> {
    cookie::check_origin(&call)?;
    let request: SignInRequest = call.body()?;
    let mut lock = Lock::of(&call, &request.username)?;
    // A name that no account can have costs what any other unknown name costs.
    let username = Username::typed(&request.username).or(Username::typed("-"));
    let username = username.ok_or(Problem::new("session.refused"))?;
    let [pair, all] = lock.keys();
    let found = call.table().get_many(&[Account::at(&username), pair, all]).await?;
    lock.check(&found, call.now())?;
    let account: Option<Account> = found.take(&Account::at(&username))?;
    let proof = prove(&call, account.as_ref(), typed_password(&request.password)).await?;
    match (account, proof) {
        (Some(account), Proof::Session) => {
            let family = grant::new_family(&call, &account);
            lock.pass(&call, &[Write::create("session", &family)?]).await?;
            grant::session(&call, &account, &family)
        }
        (Some(account), Proof::Activation) => {
            lock.pass(&call, &[]).await?;
            grant::activation(&call, &account)
        }
        (Some(_), Proof::ActivationClosed) => {
            lock.pass(&call, &[]).await?;
            Err(Problem::new("session.activation_closed"))
        }
        _ => {
            lock.fail(&call).await?;
            Err(Problem::new("session.refused"))
        }
    }
}

async fn prove(call: &Call, account: Option<&Account>, password: String) -> Result<Proof, Problem> {
    let Some(account) = account else {
        if !mutant("spare-the-unknown") {
            spend_password_time(password).await;
        }
        return Ok(Proof::Wrong);
    };
    match &account.credential {
        Credential::Chosen { phc } => {
            let right = verify_password(password, phc.clone()).await;
            Ok(if right { Proof::Session } else { Proof::Wrong })
        }
        Credential::Initial { digest, until } => {
            let keyed = call.env().secrets.activation()?;
            let right = keyed.verify(&["initial", account.username.as_str(), &password], digest);
            spend_password_time(password).await;
            Ok(match right {
                true if call.now() < *until => Proof::Activation,
                true => Proof::ActivationClosed,
                false => Proof::Wrong,
            })
        }
        Credential::Moved => {
            spend_password_time(password).await;
            Ok(Proof::Wrong)
        }
    }
}

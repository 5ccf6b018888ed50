//! `POST /api/session` — 登入: opens a session with a user name and password.
//!
//! Everybody. A wrong password and an unknown name are answered alike and cost the same; five
//! failures lock the account for the caller's network for 15 minutes. With the initial password
//! the answer is a token that only opens the activation.

use portfolio::account::Username;
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
use unicode_normalization::UnicodeNormalization;

use super::{
    Lock,
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
        refusals: &["session.refused", "session.locked", "session.activation_closed"],
        handle: |call| Box::pin(sign_in(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::DeleteItem),
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
    let request: SignInRequest = call.body()?;
    let password: String = request.password.nfc().take(MAX_PASSWORD).collect();
    // A name that no account can have costs what any other unknown name costs.
    let username = Username::typed(&request.username).or(Username::typed("-"));
    let username = username.ok_or(Problem::new("session.refused"))?;
    let lock = Lock::of(&call, &username)?;
    let [pair, all] = lock.keys();
    let found = call.table().get_many(&[Account::at(&username), pair, all]).await?;
    lock.check(&found, call.now())?;
    let account: Option<Account> = found.take(&Account::at(&username))?;
    let proof = prove(&call, account.as_ref(), password).await?;
    match (account, proof) {
        (Some(account), Proof::Session) => {
            let family = grant::new_family(&call, &account);
            let mut writes = vec![Write::create("session", &family)?];
            writes.extend(lock.opened(&found)?);
            call.table().transact(writes).await?;
            grant::session(&call, &account, &family)
        }
        (Some(account), Proof::Activation) => grant::activation(&call, &account),
        (Some(_), Proof::ActivationClosed) => Err(Problem::new("session.activation_closed")),
        _ => {
            call.table().transact(lock.failed(&found, call.now())?).await?;
            Err(Problem::new("session.refused"))
        }
    }
}

/// Characters of a password that are looked at: no chosen one is longer.
const MAX_PASSWORD: usize = 128;

async fn prove(call: &Call, account: Option<&Account>, password: String) -> Result<Proof, Problem> {
    let Some(account) = account else {
        spend_password_time(password).await;
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

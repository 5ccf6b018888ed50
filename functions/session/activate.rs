//! `POST /api/session/activation` — 更換帳號及密碼: the first sign-in's new user name and password.
//!
//! Somebody with an activation token. Both must change. A repeated call whose first answer was lost
//! opens a session like the first; another password in it is a guess, and counts as one.

use portfolio::{
    FieldCode, FieldProblem, Invalid,
    account::{INITIAL_PASSWORD_DIGITS, Username, choose_password, choose_username},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    hash_password, schema, verify_password,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Condition, StoreError, Write,
    items::{Account, Credential, Profile},
};

use super::{
    grant::{self, SignedIn},
    lock::Lock,
};

pub const FUNCTION: Function = Function {
    name: "session.activate",
    term: "更換帳號及密碼",
    summary: "Chooses the user name and password at the first sign-in.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/session/activation",
        callers: Callers::Activating,
        query: &[],
        body: Some(schema::<ActivateRequest>),
        status: 200,
        answer: Some(schema::<SignedIn>),
        refusals: &["session.already_activated", "session.activation_closed", "session.locked"],
        handle: |call| Box::pin(activate(call)),
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
    memory_mb: 1024,
    timeout_s: 10,
};

/// The new name and password.
#[derive(Deserialize, JsonSchema)]
struct ActivateRequest {
    username: String,
    password: String,
}

async fn activate(call: Call) -> Result<Reply, Problem> {
    let request: ActivateRequest = call.body()?;
    let initial = Username::typed(&call.claims()?.username).ok_or(Problem::not_found())?;
    let (username, password) = choose(&request, &initial)?;
    let mut lock = Lock::of(&call, initial.as_str())?;
    let [pair, all] = lock.keys();
    let keys = [Account::at(&initial), Account::at(&username), pair, all];
    let found = call.table().get_many(&keys).await?;
    let account: Account = found.take(&keys[0])?.ok_or(Problem::not_found())?;
    if let Some(taken) = found.take::<Account>(&keys[1])? {
        lock.check(&found, call.now())?;
        return again(&call, lock, &account, taken, password).await;
    }
    match account.credential {
        Credential::Initial { until, .. } if call.now() < until => {}
        Credential::Initial { .. } => return Err(Problem::new("session.activation_closed")),
        _ => return Err(Problem::new("session.already_activated")),
    }
    let phc = hash_password(password).await?;
    let activated = Account {
        username: username.clone(),
        credential: Credential::Chosen { phc },
        version: account.version + 1,
        ..account.clone()
    };
    let moved =
        Account { credential: Credential::Moved, version: account.version + 1, ..account.clone() };
    let family = grant::new_family(&call, &activated);
    let writes = vec![
        Write::create("username", &activated)?,
        Write::replace("account", &moved, account.version)?,
        Write::update("profile", Profile::at(account.id))
            .set("username", &username)
            .when(Condition::item_exists()),
        Write::create("session", &family)?,
    ];
    match call.table().transact(writes).await.map_err(StoreError::into_conflict) {
        Ok(()) => grant::session(&call, &activated, &family),
        Err(Ok(conflict)) if conflict.at("username") => Err(taken()),
        Err(Ok(_)) => Err(Problem::new("session.already_activated")),
        Err(Err(error)) => Err(error.into()),
    }
}

fn choose(request: &ActivateRequest, initial: &Username) -> Result<(Username, String), Problem> {
    // A teacher's initial password ends the initial name; a student's is kept only as a digest and
    // is shorter than any password that may be chosen.
    let is_initial = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.len() >= INITIAL_PASSWORD_DIGITS && initial.as_str().ends_with(&digits)
    };
    let username = choose_username(&request.username, initial);
    let against = username.as_ref().unwrap_or(initial);
    let password = choose_password("password", &request.password, against, is_initial);
    match (username, password) {
        (Ok(username), Ok(password)) => Ok((username, password)),
        (username, password) => {
            Err(Invalid(username.err().into_iter().chain(password.err()).collect()).into())
        }
    }
}

/// The name is there already: of somebody else, or of this same activation whose answer was lost.
async fn again(
    call: &Call,
    lock: Lock,
    initial: &Account,
    taken_by: Account,
    password: String,
) -> Result<Reply, Problem> {
    let Credential::Chosen { phc } = &taken_by.credential else { return Err(taken()) };
    if taken_by.id != initial.id {
        return Err(taken());
    }
    if !verify_password(password, phc.clone()).await {
        lock.fail(call).await?;
        return Err(taken());
    }
    let family = grant::new_family(call, &taken_by);
    lock.pass(call, &[Write::create("session", &family)?]).await?;
    grant::session(call, &taken_by, &family)
}

fn taken() -> Problem {
    Problem::field(FieldProblem::new("username", FieldCode::Taken))
}

//! `GET /api/account/reminder-mail` — 提醒信設定: whether and where reminders are mailed.
//!
//! Everybody of a school, for the own account.

use portfolio::account::Role;
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{MailWish, Profile};

pub const FUNCTION: Function = Function {
    name: "reminders.show-mail",
    term: "提醒信設定",
    summary: "Shows whether and where reminders are mailed.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/account/reminder-mail",
        callers: Callers::SignedIn(&Role::OF_SCHOOLS),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<ReminderMail>),
        refusals: &[],
        handle: |call| Box::pin(show_mail(call)),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// Whether and where reminders are mailed.
#[derive(Serialize, JsonSchema)]
struct ReminderMail {
    wanted: bool,
    /// The owner's address as the school entered it; null where there is none.
    address: Option<String>,
}

async fn show_mail(call: Call) -> Result<Reply, Problem> {
    let account = call.actor()?.account;
    let keys = [Profile::at(account), MailWish::at(account)];
    let found = call.table().get_many(&keys).await?;
    let profile: Profile = found.take(&keys[0])?.ok_or(Problem::not_found())?;
    let wish: Option<MailWish> = found.take(&keys[1])?;
    let wanted = wish.is_none_or(|wish| wish.reminders);
    Ok(Reply::ok(ReminderMail { wanted, address: profile.email }))
}

//! `PUT /api/account/reminder-mail` — 設定提醒信: the owner wants reminders by mail or not. It is where
//! the letters' way to unsubscribe leads.
//!
//! Everybody of a school, for the own account. The notices in the app stay.

use portfolio::{account::Role, mutant};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Write, items::MailWish};

pub const FUNCTION: Function = Function {
    name: "reminders.choose-mail",
    term: "設定提醒信",
    summary: "Says whether the owner wants reminders by mail.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/account/reminder-mail",
        callers: Callers::SignedIn(&Role::OF_SCHOOLS),
        query: &[],
        body: Some(schema::<MailChoice>),
        status: 204,
        answer: None,
        refusals: &[],
        handle: |call| Box::pin(choose_mail(call)),
    }),
    needs: &[Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// The owner's wish.
#[derive(Deserialize, JsonSchema)]
struct MailChoice {
    wanted: bool,
}

async fn choose_mail(call: Call) -> Result<Reply, Problem> {
    let choice: MailChoice = call.body()?;
    let account = call.actor()?.account;
    let wish = MailWish { account, reminders: choice.wanted, at: call.now() };
    if !mutant("choose-and-keep-nothing") {
        call.table().write(Write::put("wish", &wish)?).await?;
    }
    Ok(Reply::nothing())
}

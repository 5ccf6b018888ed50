//! `GET /api/certifications/phrases` — 常用退回原因: the reasons for a return that a teacher keeps.
//!
//! The teacher.

use portfolio::account::Role;
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::items::ReturnPhrases;

pub const FUNCTION: Function = Function {
    name: "certifications.phrases",
    term: "常用退回原因",
    summary: "Lists the reasons for a return that the teacher keeps.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/certifications/phrases",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Phrases>),
        refusals: &[],
        handle: |call| Box::pin(phrases(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// Reasons for a return.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Phrases {
    /// At most 20, each of 1 to 100 characters, in the teacher's order.
    pub phrases: Vec<String>,
}

async fn phrases(call: Call) -> Result<Reply, Problem> {
    let key = ReturnPhrases::at(call.actor()?.account);
    let kept: Option<ReturnPhrases> = call.table().get(&key).await?;
    Ok(Reply::ok(Phrases { phrases: kept.map(|kept| kept.phrases).unwrap_or_default() }))
}

//! `PUT /api/certifications/phrases` — 維護常用退回原因: the teacher keeps these reasons for a return.
//!
//! The teacher. The list stands as it was last sent.

use portfolio::{account::Role, learning_outcomes::check_phrases};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{Write, items::ReturnPhrases};

use super::phrases::Phrases;

pub const FUNCTION: Function = Function {
    name: "certifications.keep-phrases",
    term: "維護常用退回原因",
    summary: "Keeps the teacher's reasons for a return.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/certifications/phrases",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &[],
        body: Some(schema::<Phrases>),
        status: 200,
        answer: Some(schema::<Phrases>),
        refusals: &[],
        handle: |call| Box::pin(keep_phrases(call)),
    }),
    needs: &[Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn keep_phrases(call: Call) -> Result<Reply, Problem> {
    let request: Phrases = call.body()?;
    let phrases = check_phrases(&request.phrases)?;
    let kept = ReturnPhrases { account: call.actor()?.account, phrases };
    call.table().write(Write::put("phrases", &kept)?).await?;
    Ok(Reply::ok(Phrases { phrases: kept.phrases }))
}

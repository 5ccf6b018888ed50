//! `DELETE /api/session` — 登出: ends the line of refresh tokens.
//!
//! Whoever holds the cookie; without one there is nothing to end. Safe to repeat.

use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
};
use store::{Condition, StoreError, Write, items::SessionFamily};

use super::cookie;

pub const FUNCTION: Function = Function {
    name: "session.sign-out",
    term: "登出",
    summary: "Ends the session.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/session",
        callers: Callers::Anyone,
        query: &[],
        body: None,
        status: 204,
        answer: None,
        refusals: &["session.origin_refused"],
        handle: |call| Box::pin(sign_out(call)),
    }),
    needs: &[Need::Table(TableAction::UpdateItem), Need::Secret(Secret::Tokens)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn sign_out(call: Call) -> Result<Reply, Problem> {
    let token = match cookie::token(&call) {
        Ok(token) => token,
        Err(problem) if problem.code() == "session.required" => {
            return Ok(Reply::nothing().with_cookie(cookie::clear(&call)));
        }
        Err(problem) => return Err(problem),
    };
    let write = Write::update("session", SessionFamily::at(token.account, token.family))
        .set("revoked", true)
        .when(Condition::item_exists());
    match call.table().write(write).await {
        // A line that the table has forgotten is ended too.
        Ok(()) | Err(StoreError::Conflict(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(Reply::nothing().with_cookie(cookie::clear(&call)))
}

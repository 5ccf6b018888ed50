//! `DELETE /api/students/{student}/learning-outcomes/{outcome}/certification` — 收回認證: the
//! teacher's undo. The outcome waits again, at its old place in the list.
//!
//! Whoever may decide, within ten minutes, unless the outcome is selected or was returned and has been
//! changed since. The student's notice goes out only after that.

use portfolio::{
    account::Role,
    learning_outcomes::{OutcomeState, WrongState, withdraw as rule},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{
    Write,
    items::{Attempt, LearningOutcome, PendingCertification},
};

use super::right::certifiable;
use crate::learning_outcomes::{OutcomeView, replace, save, stands};

pub const FUNCTION: Function = Function {
    name: "certifications.withdraw",
    term: "收回認證",
    summary: "Takes a decision on a learning outcome back.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/students/{student}/learning-outcomes/{outcome}/certification",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &["version"],
        body: None,
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &["certification.not_withdrawable", "conflict"],
        handle: |call| Box::pin(withdraw(call)),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem), Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn withdraw(call: Call) -> Result<Reply, Problem> {
    let outcome = certifiable(&call).await?;
    let version = call.query("version")?.unwrap_or(outcome.version);
    let waits = |outcome: &LearningOutcome| outcome.state == OutcomeState::Pending;
    if stands(&outcome, version, waits)? {
        return Ok(Reply::ok(OutcomeView::with_student(&outcome)));
    }
    let attempt = outcome.attempts.last().ok_or(WrongState::NotWithdrawable)?;
    let decided_at = attempt.decided_at.ok_or(WrongState::NotWithdrawable)?;
    let selected = outcome.selected_in.is_some() && !mutant("withdraw-what-is-selected");
    let (changed_at, now) = (outcome.updated_at, call.now());
    let state = rule(outcome.state, decided_at, changed_at, now, selected)?;

    let requested_at = attempt.requested_at;
    let mut next = outcome.clone();
    next.state = state;
    next.version += 1;
    next.updated_at = call.now();
    next.attempts.pop();
    next.attempts.push(Attempt::waiting(requested_at));
    let pending = PendingCertification {
        teacher: outcome.teacher,
        outcome: outcome.id,
        student: outcome.student,
        requested_at,
    };
    let writes = vec![replace(&next, &outcome)?, Write::create("pending", &pending)?];
    let saved = save(&call, next, writes, waits).await?;
    Ok(Reply::ok(OutcomeView::with_student(&saved)))
}

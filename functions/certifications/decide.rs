//! `POST /api/students/{student}/learning-outcomes/{outcome}/certification` — 認證、退回: the teacher
//! certifies an outcome, or returns it with the reason that the student needs to mend it.
//!
//! The teacher of the course, a delegate, or the homeroom teacher where the school lets them.

use portfolio::{
    account::Role,
    learning_outcomes::{Decision, OutcomeState, check_reason, decide as rule},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Write, items::LearningOutcome};

use super::right::certifiable;
use crate::learning_outcomes::{OutcomeView, pending_key, replace, save, stands};

pub const FUNCTION: Function = Function {
    name: "certifications.decide",
    term: "學習成果認證",
    summary: "Certifies a learning outcome or returns it with a reason.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/students/{student}/learning-outcomes/{outcome}/certification",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &[],
        body: Some(schema::<CertifyRequest>),
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &["certification.not_pending", "conflict"],
        handle: |call| Box::pin(decide(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::DeleteItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// What the teacher decides.
#[derive(Debug, Deserialize, JsonSchema)]
struct CertifyRequest {
    /// `certified` or `returned`.
    #[schemars(with = "String")]
    decision: Decision,
    /// 1 to 500 characters; mandatory for a return.
    reason: Option<String>,
    version: u64,
}

impl CertifyRequest {
    /// A return needs its reason; a certification may have a note.
    fn checked_reason(&self) -> Result<Option<String>, Problem> {
        let said = self.reason.as_deref().filter(|text| !text.trim().is_empty());
        match (self.decision, said) {
            (Decision::Certified, None) => Ok(None),
            (_, said) => Ok(Some(check_reason(said)?)),
        }
    }
}

async fn decide(call: Call) -> Result<Reply, Problem> {
    let outcome = certifiable(&call).await?;
    let request: CertifyRequest = call.body()?;
    let reason = request.checked_reason()?;
    let holds = |outcome: &LearningOutcome| is_decided(outcome, request.decision, &reason);
    if stands(&outcome, request.version, holds)? {
        return Ok(Reply::ok(OutcomeView::with_student(&outcome)));
    }

    let mut next = outcome.clone();
    next.state = rule(outcome.state, request.decision)?;
    next.version += 1;
    next.updated_at = call.now();
    if let Some(attempt) = next.attempts.last_mut() {
        attempt.decided_at = Some(call.now());
        attempt.decision = Some(request.decision);
        attempt.reason = reason.clone();
        attempt.decided_by = Some(call.actor()?.account);
        attempt.decided_by_name = Some(call.claims()?.name.clone());
    }

    let mut writes = vec![replace(&next, &outcome)?];
    let pending = pending_key(&outcome).filter(|_| !mutant("decide-and-leave-it-waiting"));
    writes.extend(pending.map(|key| Write::delete("pending", key)));
    let saved = save(&call, next, writes, holds).await?;
    Ok(Reply::ok(OutcomeView::with_student(&saved)))
}

/// Whether just this was decided, and still stands.
fn is_decided(outcome: &LearningOutcome, decision: Decision, reason: &Option<String>) -> bool {
    let stands = rule(OutcomeState::Pending, decision);
    let latest = outcome.attempts.last();
    Ok(outcome.state) == stands
        && latest.is_some_and(|it| it.decision == Some(decision) && it.reason == *reason)
}

//! `DELETE /api/students/{student}/learning-outcomes/{outcome}/certification-request` — 取回: the
//! outcome no longer waits and is a draft again.
//!
//! The student, before the teacher has decided.

use portfolio::{
    LearningOutcomeId,
    account::Role,
    learning_outcomes::{OutcomeState, take_back as rule},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{Write, items::LearningOutcome};

use super::{
    OutcomeView, replace, save,
    saving::{as_draft, pending_key},
    stands,
};
use crate::students;

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.take-back",
    term: "取回送出的認證",
    summary: "Takes a request for certification back.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/students/{student}/learning-outcomes/{outcome}/certification-request",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &["version"],
        body: None,
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &["certification.not_pending", "conflict"],
        handle: |call| Box::pin(take_back(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::DeleteItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

async fn take_back(call: Call) -> Result<Reply, Problem> {
    let (student, _) = students::own(&call)?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let outcome: Option<LearningOutcome> = call.table().get(&key).await?;
    let outcome = outcome.ok_or(Problem::not_found())?;

    let version = call.query("version")?.unwrap_or(outcome.version);
    let is_draft = |outcome: &LearningOutcome| outcome.state == OutcomeState::Draft;
    if stands(&outcome, version, is_draft)? {
        return Ok(Reply::ok(OutcomeView::from(&outcome)));
    }
    rule(outcome.state)?;
    let next = LearningOutcome {
        version: outcome.version + 1,
        updated_at: call.now(),
        ..as_draft(&outcome)
    };

    let mut writes = vec![replace(&next, &outcome)?];
    writes.extend(pending_key(&outcome).map(|key| Write::delete("pending", key)));
    let saved = save(&call, next, writes, is_draft).await?;
    Ok(Reply::ok(OutcomeView::from(&saved)))
}

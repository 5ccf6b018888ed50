//! `POST /api/students/{student}/learning-outcomes/{outcome}/certification-request` — 送出認證: the
//! outcome waits for its teacher.
//!
//! The student. Inside the semester's upload window, or its grace where the files were reserved
//! inside it.

use portfolio::{
    LearningOutcomeId,
    account::Role,
    learning_outcomes::{OutcomeState, request},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Write,
    items::{Attempt, LearningOutcome, PendingCertification},
};

use super::{OutcomeView, replace, save, stands, upload_window::UploadWindow};
use crate::students;

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.request-certification",
    term: "送出認證",
    summary: "Puts a learning outcome forward for certification.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/students/{student}/learning-outcomes/{outcome}/certification-request",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<CertificationRequest>),
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &["outcome.not_requestable", "window.closed", "conflict"],
        handle: |call| Box::pin(request_certification(call)),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem), Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// Which version is put forward.
#[derive(Debug, Deserialize, JsonSchema)]
struct CertificationRequest {
    version: u64,
}

async fn request_certification(call: Call) -> Result<Reply, Problem> {
    let (student, school) = students::own(&call)?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let mut keys = vec![key.clone()];
    keys.extend(UploadWindow::likely_keys(&call, &school));
    let found = call.table().get_many(&keys).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;

    let CertificationRequest { version } = call.body()?;
    let waits = |outcome: &LearningOutcome| outcome.state == OutcomeState::Pending;
    if stands(&outcome, version, waits)? {
        return Ok(Reply::ok(OutcomeView::from(&outcome)));
    }
    let state = request(outcome.state)?;
    let reserved: Vec<_> = outcome.files().map(|named| named.reserved_at).collect();
    let window = UploadWindow::of(&call, &school, outcome.semester, &found).await?;
    window.accepts(&call, &reserved)?;

    let mut next = outcome.clone();
    next.state = state;
    next.version += 1;
    next.updated_at = call.now();
    next.attempts.push(Attempt::waiting(call.now()));
    let pending = PendingCertification {
        teacher: outcome.teacher,
        outcome: outcome.id,
        student,
        requested_at: call.now(),
    };
    let mut writes = vec![replace(&next, &outcome)?, Write::create("pending", &pending)?];
    if mutant("request-without-telling-the-teacher") {
        writes.truncate(1);
    }
    let saved = save(&call, next, writes, waits).await?;
    Ok(Reply::ok(OutcomeView::from(&saved)))
}

//! `POST /api/schools/{school}/central-submissions/{batch}/freeze` — 凍結並提交: fixes the rows; build
//! and delivery follow through the queue.
//!
//! The roster's submitter. Safe to repeat: a batch that is frozen already is worked on again, and one
//! that has gone on since is shown as it stands.

use portfolio::{
    account::Role,
    central_submissions::{BatchState, Step, advance},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Queue, Reply, Route, Secret, TableAction,
    Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Write, items::SubmissionBatch};

use super::{
    batch_view::{BatchView, view},
    rights, show,
    work::Work,
};

pub const FUNCTION: Function = Function {
    name: "central-submissions.freeze",
    term: "凍結並提交",
    summary: "Fixes the rows of a batch; build and delivery follow.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/schools/{school}/central-submissions/{batch}/freeze",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &[],
        body: Some(schema::<FreezeRequest>),
        status: 202,
        answer: Some(schema::<BatchView>),
        refusals: &["submission.not_ready", "submission.wrong_state", "conflict"],
        handle: |call| Box::pin(freeze(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Secret(Secret::Identity),
        Need::Send(Queue::Submissions),
    ],
    memory_mb: 512,
    timeout_s: 29,
};

/// The version that the clerk saw.
#[derive(Deserialize, JsonSchema)]
struct FreezeRequest {
    version: u64,
}

async fn freeze(call: Call) -> Result<Reply, Problem> {
    let batch = rights::batch(&call).await?;
    let request: FreezeRequest = call.body()?;
    let frozen = match batch.state {
        BatchState::Open => fix(&call, batch, request.version).await?,
        // The answer was lost, or the button was pressed twice.
        BatchState::Frozen => batch,
        // The same, and the work that follows was quicker than the second call.
        state if is_under_way(state) && request.version < batch.version => {
            return Ok(Reply::accepted(view(batch, None)));
        }
        _ => return Err(Problem::new("submission.wrong_state")),
    };
    let work = Work::freeze(&frozen);
    call.env().queues().send(Queue::Submissions, &work).await?;
    Ok(Reply::accepted(view(frozen, None)))
}

/// Whether it goes on by itself, or waits for its receipt.
fn is_under_way(state: BatchState) -> bool {
    matches!(state, BatchState::Built | BatchState::Sent | BatchState::Acknowledged)
}

async fn fix(
    call: &Call,
    batch: SubmissionBatch,
    version: u64,
) -> Result<SubmissionBatch, Problem> {
    if batch.version != version {
        return Err(Problem::new("conflict"));
    }
    let checked = show::checked(call, &batch).await?;
    let (forbidding, items, files) =
        checked.map_or((1, 0, 0), |checked| (checked.forbidding, checked.items, checked.files));
    let state = advance(batch.state, Step::Freeze { problems: forbidding })?;
    let frozen = SubmissionBatch {
        state,
        version: batch.version + 1,
        frozen_at: Some(call.now()),
        items,
        original_files: files,
        ..batch
    };
    call.table().write(Write::replace("batch", &frozen, version)?).await?;
    Ok(frozen)
}

//! `POST /api/schools/{school}/central-submissions` — 開啟提交批次: opens a batch with its pre-check.
//!
//! The roster's submitter. One batch of a year and roster is under way at most.

use portfolio::{
    BatchId, SchoolCode, SchoolYear,
    account::Role,
    central_submissions::{BatchState, Digest, Scope},
    selections::Roster,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    StoreError, Write,
    items::{SubmissionBatch, SubmissionHead},
};

use super::{
    batch_view::{BatchView, view},
    rights::may_submit,
    show,
};

pub const FUNCTION: Function = Function {
    name: "central-submissions.open",
    term: "開啟提交批次",
    summary: "Opens a batch of a roster for the central database, with its pre-check.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/schools/{school}/central-submissions",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &[],
        body: Some(schema::<OpenRequest>),
        status: 202,
        answer: Some(schema::<BatchView>),
        refusals: &["submission.already_open"],
        handle: |call| Box::pin(open(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Secret(Secret::Identity),
    ],
    memory_mb: 512,
    timeout_s: 29,
};

/// Which roster of which school year.
#[derive(Deserialize, JsonSchema)]
struct OpenRequest {
    #[schemars(with = "u16")]
    year: SchoolYear,
    #[schemars(with = "String")]
    roster: Roster,
}

async fn open(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let request: OpenRequest = call.body()?;
    may_submit(&call, &school, request.roster)?;
    let scope = Scope { school, year: request.year, roster: request.roster };
    let id = batch_id(&call, &scope)?;
    let head_key = SubmissionHead::at(&scope.school, scope.year, scope.roster);
    let same_key = SubmissionBatch::at(&scope.school, id);
    let found = call.table().get_many(&[head_key.clone(), same_key.clone()]).await?;
    if let Some(same) = found.take::<SubmissionBatch>(&same_key)? {
        return answer(&call, same).await;
    }
    let head: Option<SubmissionHead> = found.take(&head_key)?;
    if let Some(head) = &head {
        refuse_second(&call, &scope, head).await?;
    }
    let batch = new_batch(&call, id, &scope)?;
    let version = head.as_ref().map_or(0, |head| head.version);
    let next = SubmissionHead {
        school: scope.school.clone(),
        year: scope.year,
        roster: scope.roster,
        batch: id,
        version: version + 1,
    };
    let writes = vec![Write::create("batch", &batch)?, Write::replace("head", &next, version)?];
    match call.table().transact(writes).await {
        Ok(()) => answer(&call, batch).await,
        Err(StoreError::Conflict(_)) => Err(Problem::new("submission.already_open")),
        Err(error) => Err(error.into()),
    }
}

/// The same key of the client's names the same batch.
fn batch_id(call: &Call, scope: &Scope) -> Result<BatchId, Problem> {
    let Some(key) = call.idempotency_key()? else {
        return Ok(BatchId::new(call.env().ids.next()));
    };
    let text = format!("{}\n{}\n{}\n{key}", scope.school, scope.year, scope.roster);
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&Digest::of(text.as_bytes()).as_bytes()[..16]);
    Ok(BatchId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid()))
}

async fn refuse_second(call: &Call, scope: &Scope, head: &SubmissionHead) -> Result<(), Problem> {
    let key = SubmissionBatch::at(&scope.school, head.batch);
    let latest: Option<SubmissionBatch> = call.table().get(&key).await?;
    let over = |state| {
        matches!(state, BatchState::Reconciled | BatchState::Discrepant | BatchState::Reopened)
    };
    match latest {
        Some(batch) if !over(batch.state) => Err(Problem::new("submission.already_open")),
        _ => Ok(()),
    }
}

fn new_batch(call: &Call, id: BatchId, scope: &Scope) -> Result<SubmissionBatch, Problem> {
    Ok(SubmissionBatch {
        id,
        school: scope.school.clone(),
        year: scope.year,
        roster: scope.roster,
        state: BatchState::Open,
        version: 1,
        opened_by: call.actor()?.account,
        created_at: call.now(),
        frozen_at: None,
        sent_at: None,
        items: 0,
        original_files: 0,
        received: 0,
        rejected: 0,
        missing: 0,
        root: None,
        sequence: 0,
        previous_root: None,
        signature: None,
        files: Vec::new(),
        shards: 0,
    })
}

async fn answer(call: &Call, batch: SubmissionBatch) -> Result<Reply, Problem> {
    let checked = show::checked(call, &batch).await?;
    Ok(Reply::accepted(view(batch, checked)))
}

//! `GET /api/schools/{school}/central-submissions/{batch}` — 提交批次: where a batch stands.
//!
//! The roster's submitter. While it is open, the pre-check is made anew.

use portfolio::{
    account::Role,
    central_submissions::{BatchState, Scope},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    schema,
};
use store::items::{SettingsItem, SubmissionBatch};

use super::{
    batch_view::{BatchView, view},
    candidates::gather,
    pre_check::{Checked, check},
    rights,
};

pub const FUNCTION: Function = Function {
    name: "central-submissions.show",
    term: "提交批次",
    summary: "Shows where a batch stands; while it is open, with its pre-check.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/central-submissions/{batch}",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<BatchView>),
        refusals: &[],
        handle: |call| Box::pin(show(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::Query),
        Need::Secret(Secret::Identity),
    ],
    memory_mb: 512,
    timeout_s: 29,
};

async fn show(call: Call) -> Result<Reply, Problem> {
    let batch = rights::batch(&call).await?;
    let checked = checked(&call, &batch).await?;
    Ok(Reply::ok(view(batch, checked)))
}

/// The pre-check of a batch that is still open.
pub async fn checked(call: &Call, batch: &SubmissionBatch) -> Result<Option<Checked>, Problem> {
    if batch.state != BatchState::Open {
        return Ok(None);
    }
    let scope = scope(batch);
    let (school, selected) = gather(call.env(), &scope).await?;
    let settings: Option<SettingsItem> = call.table().get(&SettingsItem::at(&batch.school)).await?;
    let settings = settings.map(|item| item.settings).unwrap_or_default();
    let limit = batch.roster.limit(&settings);
    Ok(Some(check(call.env(), &school, &selected, limit, call.language())?))
}

/// What the batch is about.
pub fn scope(batch: &SubmissionBatch) -> Scope {
    Scope { school: batch.school.clone(), year: batch.year, roster: batch.roster }
}

//! `GET /api/schools/{school}/central-submissions` — 提交紀錄: the school's batches of one's rosters.
//!
//! The submitters.

use portfolio::{SchoolCode, account::Role};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::{SubmissionBatch, school_partition};

use super::{
    batch_view::{BatchView, view},
    rights::may_submit,
};

pub const FUNCTION: Function = Function {
    name: "central-submissions.list",
    term: "提交紀錄",
    summary: "Lists the school's batches.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/central-submissions",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<BatchView>>),
        refusals: &[],
        handle: |call| Box::pin(list(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn list(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let prefix = SubmissionBatch::PREFIX;
    let after = call.cursor(prefix)?;
    let partition = school_partition(&school);
    let page = call.table().page(&partition, prefix, after.as_deref(), call.limit()?).await?;
    let mut batches: Vec<SubmissionBatch> = page.found.all(prefix)?;
    batches.retain(|batch| may_submit(&call, &school, batch.roster).is_ok());
    batches.sort_by_key(|batch| std::cmp::Reverse(batch.created_at));
    let items = batches.into_iter().map(|batch| view(batch, None)).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}

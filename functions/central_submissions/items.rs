//! `GET /api/schools/{school}/central-submissions/{batch}/items` — 提交明細: what became of each row.
//!
//! The roster's submitter.

use portfolio::account::Role;
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{FrozenItem, RowResult};

use super::rights;
use crate::students::StudentRef;

pub const FUNCTION: Function = Function {
    name: "central-submissions.items",
    term: "提交明細",
    summary: "Lists what became of each row of a batch.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/central-submissions/{batch}/items",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<ItemView>>),
        refusals: &[],
        handle: |call| Box::pin(items(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A row and what the central database says of it.
#[derive(Serialize, JsonSchema)]
struct ItemView {
    data_key: String,
    item_id: String,
    student: StudentRef,
    title: String,
    #[schemars(with = "String")]
    result: RowResult,
    reason: Option<String>,
}

async fn items(call: Call) -> Result<Reply, Problem> {
    let batch = rights::batch(&call).await?;
    let prefix = FrozenItem::PREFIX;
    let after = call.cursor(prefix)?;
    let partition = FrozenItem::partition(batch.id);
    let page = call.table().page(&partition, prefix, after.as_deref(), call.limit()?).await?;
    let rows: Vec<FrozenItem> = page.found.all(prefix)?;
    let view = |row: FrozenItem| ItemView {
        student: StudentRef::from(&row),
        data_key: row.data_key,
        item_id: row.item_id,
        title: row.title,
        result: row.result,
        reason: row.reason,
    };
    Ok(Reply::ok(Listed::page(rows.into_iter().map(view).collect(), page.next)))
}

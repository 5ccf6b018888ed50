//! `GET /api/files` — 我的檔案: what uses one's space, the newest first.
//!
//! Everybody, their own. What was given up or never came is left out.

use portfolio::{FieldCode, FieldProblem, UploadId, account::Role};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::StoredFile;

use super::FileView;

pub const FUNCTION: Function = Function {
    name: "files.list",
    term: "我的檔案",
    summary: "Lists what uses one's space.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/files",
        callers: Callers::SignedIn(&Role::ALL),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<OwnFile>>),
        refusals: &[],
        handle: |call| Box::pin(list(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A file and the item that uses it.
#[derive(Serialize, JsonSchema)]
struct OwnFile {
    #[serde(flatten)]
    file: FileView,
    /// `lo_…` or `dp_…`; none where nothing uses it.
    used_by: Option<String>,
    /// A submission holds it.
    held: bool,
}

async fn list(call: Call) -> Result<Reply, Problem> {
    let owner = call.actor()?.account;
    let after = call.cursor("")?;
    if after.as_deref().is_some_and(|sort| sort.parse::<UploadId>().is_err()) {
        return Err(Problem::field(FieldProblem::new("cursor", FieldCode::Malformed)));
    }
    let partition = StoredFile::partition(owner);
    let page = call.table().page(&partition, "", after.as_deref(), call.limit()?).await?;
    let rows: Vec<StoredFile> = page.found.all("")?;
    let live = rows.into_iter().filter(|row| !row.state.is_tombstone());
    let items = live.map(|row| OwnFile {
        file: FileView::from(&row),
        used_by: row.used_by.clone(),
        held: row.held_by.is_some(),
    });
    Ok(Reply::ok(Listed::page(items.collect(), page.next)))
}

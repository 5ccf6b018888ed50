//! `GET /api/documents` — 法規與文件: regulations, upload formats and guidance.
//!
//! Everybody.

use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::items::PublicDocuments;

use super::view::DocumentsView;

pub const FUNCTION: Function = Function {
    name: "documents.list",
    term: "法規與文件",
    summary: "Lists regulations, upload formats and guidance.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/documents",
        callers: Callers::Anyone,
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<DocumentsView>),
        refusals: &[],
        handle: |call| Box::pin(list(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem)],
    memory_mb: 256,
    timeout_s: 5,
};

async fn list(call: Call) -> Result<Reply, Problem> {
    let stands: Option<PublicDocuments> = call.table().get(&PublicDocuments::place()).await?;
    Ok(Reply::ok(DocumentsView::of(stands)))
}

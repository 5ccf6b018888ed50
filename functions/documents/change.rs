//! `PUT /api/documents` — 維護法規與文件: the city publishes the page of documents as it is to be.
//!
//! The city operator. The same page again is no change; one made of an older version is 409.

use portfolio::{
    account::Role,
    documents::{PublicDocument, check_documents},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{StoreError, Write, items::PublicDocuments};

use super::view::{DocumentView, DocumentsView};

pub const FUNCTION: Function = Function {
    name: "documents.change",
    term: "維護法規與文件",
    summary: "Publishes the page of regulations, upload formats and guidance.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/documents",
        callers: Callers::SignedIn(&[Role::CityOperator]),
        query: &[],
        body: Some(schema::<ChangeDocumentsRequest>),
        status: 200,
        answer: Some(schema::<DocumentsView>),
        refusals: &["conflict"],
        handle: |call| Box::pin(change(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// The page as it is to be.
#[derive(Deserialize, JsonSchema)]
struct ChangeDocumentsRequest {
    /// At most 200, in the order of the page.
    documents: Vec<DocumentView>,
    /// The version that the change is made of; 0 before the first.
    version: u64,
}

async fn change(call: Call) -> Result<Reply, Problem> {
    let request: ChangeDocumentsRequest = call.body()?;
    let typed: Vec<PublicDocument> = request.documents.into_iter().map(Into::into).collect();
    let documents = check_documents(&typed)?;
    let stands: Option<PublicDocuments> = call.table().get(&PublicDocuments::place()).await?;
    if stands.as_ref().is_some_and(|stands| stands.documents == documents) {
        if mutant("fail-where-it-is-published") {
            return Err(Problem::unavailable("broken on purpose"));
        }
        return Ok(Reply::ok(DocumentsView::of(stands)));
    }
    let version = stands.map_or(0, |stands| stands.version);
    if version != request.version {
        return Err(Problem::new("conflict"));
    }
    let next = PublicDocuments {
        documents,
        version: version + 1,
        updated_at: call.now(),
        updated_by: Some(call.actor()?.account),
    };
    if mutant("publish-and-keep-nothing") {
        return Ok(Reply::ok(DocumentsView::of(Some(next))));
    }
    let write = Write::replace("documents", &next, version)?;
    match call.table().write(write).await.map_err(StoreError::into_conflict) {
        Ok(()) => Ok(Reply::ok(DocumentsView::of(Some(next)))),
        Err(Ok(_)) => Err(Problem::new("conflict")),
        Err(Err(error)) => Err(error.into()),
    }
}

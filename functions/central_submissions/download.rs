//! `GET /api/schools/{school}/central-submissions/{batch}/files/{name}` — 下載送出的檔案: a signed address
//! from which a file of the package can be read.
//!
//! The roster's submitter. The roster has ID numbers in it: the address lives for minutes.

use portfolio::account::Role;
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
    wire_time,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{package::outbox_key, rights};

pub const FUNCTION: Function = Function {
    name: "central-submissions.download",
    term: "下載送出的檔案",
    summary: "Gives a signed address from which a file of the package can be read.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/central-submissions/{batch}/files/{name}",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<PackageFile>),
        refusals: &[],
        handle: |call| Box::pin(download(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::OutboxPresignGet],
    memory_mb: 256,
    timeout_s: 10,
};

/// Where a file of the package can be read, and what it is.
#[derive(Serialize, JsonSchema)]
struct PackageFile {
    url: String,
    expires_at: String,
    name: String,
    size: u64,
    sha256: String,
}

async fn download(call: Call) -> Result<Reply, Problem> {
    let batch = rights::batch(&call).await?;
    let name: String = call.path("name")?;
    let file = batch.files.iter().find(|file| file.name == name).ok_or(Problem::not_found())?;
    let key = outbox_key(&batch, &name);
    let (url, expires_at) = call.env().outbox().presign_get(&key, &name, call.now()).await?;
    Ok(Reply::ok(PackageFile {
        url,
        expires_at: wire_time(expires_at),
        name,
        size: file.size,
        sha256: file.sha256.clone(),
    }))
}

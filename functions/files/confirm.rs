//! `POST /api/files/{file}/confirm` — 確認上傳: the file is there; store it and give the receipt.
//!
//! The owner. What the bucket's event does too, whichever comes first. Safe to repeat.

use portfolio::{
    FileId,
    account::Role,
    authorization::{Action, Resource},
    files::FileState,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, Secret, TableAction, Trigger,
    schema,
};
use store::items::StoredFile;

use super::{
    promotion::{Promotion, promote},
    receipt::{Confirmed, confirmed},
};

pub const FUNCTION: Function = Function {
    name: "files.confirm",
    term: "確認上傳",
    summary: "Stores an uploaded file and gives its receipt.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/files/{file}/confirm",
        callers: Callers::SignedIn(&Role::ALL),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Confirmed>),
        refusals: &["file.not_uploaded", "file.type_mismatch", "upload.expired"],
        handle: |call| Box::pin(confirm(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::UpdateItem),
        Need::StagingRead,
        Need::VaultCopyIn,
        Need::Secret(Secret::Receipts),
    ],
    memory_mb: 256,
    timeout_s: 25,
};

async fn confirm(call: Call) -> Result<Reply, Problem> {
    let file: FileId = call.path("file")?;
    call.authorize(Action::OwnFile, &Resource::File { owner: file.owner })?;
    match promote(call.env(), file).await? {
        Promotion::Stored(stored) => Ok(Reply::ok(confirmed(&stored))),
        Promotion::NotThere(_) => Err(Problem::new("file.not_uploaded")),
        Promotion::Ended(StoredFile { state: FileState::Mismatched, .. }) => {
            Err(Problem::new("file.type_mismatch"))
        }
        Promotion::Ended(_) => Err(Problem::new("upload.expired")),
        Promotion::Unknown => Err(Problem::not_found()),
    }
}

//! `DELETE /api/files/{file}` — 刪除檔案: gives a file up, or an upload under way.
//!
//! The owner. The space is free at once; the bytes are collected after thirty days. Safe to repeat.

use portfolio::{
    FileId,
    account::Role,
    authorization::{Action, Resource},
    files::FileState,
};
use runtime::{Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger};
use store::items::StoredFile;

use super::refund;

pub const FUNCTION: Function = Function {
    name: "files.delete",
    term: "刪除檔案",
    summary: "Gives up a file, or cancels an upload under way.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/files/{file}",
        callers: Callers::SignedIn(&Role::ALL),
        query: &[],
        body: None,
        status: 204,
        answer: None,
        refusals: &["file.in_use", "file.locked"],
        handle: |call| Box::pin(delete(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::Table(TableAction::UpdateItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// How often a row that changed under the deletion is read again.
const ROUNDS: usize = 4;

async fn delete(call: Call) -> Result<Reply, Problem> {
    let file: FileId = call.path("file")?;
    call.authorize(Action::OwnFile, &Resource::File { owner: file.owner })?;
    for _ in 0..ROUNDS {
        let row: Option<StoredFile> = call.table().get(&StoredFile::at(file)).await?;
        let row = row.ok_or(Problem::not_found())?;
        if row.state.is_tombstone() {
            return Ok(Reply::nothing());
        }
        if row.held_by.is_some() {
            return Err(Problem::new("file.locked"));
        }
        if row.used_by.is_some() {
            return Err(Problem::new("file.in_use"));
        }
        if refund::entomb(&call.table(), &row, FileState::Deleted, call.now()).await? {
            return Ok(Reply::nothing());
        }
    }
    Err(Problem::unavailable("the file's row changed under every attempt"))
}

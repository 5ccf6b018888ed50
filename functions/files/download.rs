//! `GET /api/files/{file}` — 下載檔案: a signed address from which the bytes can be read.
//!
//! The owner; whoever may see the owner's portfolio; for a file of an outcome, whoever certifies it.

use portfolio::{
    FileId, LearningOutcomeId,
    account::Role,
    authorization::{Action, Resource},
    files::FileState,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
    wire_time,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{LearningOutcome, Profile, SettingsItem, StoredFile};

use crate::certifications::may_certify;

pub const FUNCTION: Function = Function {
    name: "files.download",
    term: "下載檔案",
    summary: "Gives a signed address from which the file can be read.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/files/{file}",
        callers: Callers::SignedIn(&Role::ALL),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Download>),
        refusals: &["forbidden", "not_found"],
        handle: |call| Box::pin(download(call)),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem), Need::VaultPresignGet],
    memory_mb: 256,
    timeout_s: 10,
};

/// Where the bytes can be read, and what they are.
#[derive(Serialize, JsonSchema)]
struct Download {
    url: String,
    expires_at: String,
    name: String,
    size: u64,
    sha256: String,
    media_type: String,
}

async fn download(call: Call) -> Result<Reply, Problem> {
    let file: FileId = call.path("file")?;
    let keys = [StoredFile::at(file), Profile::at(file.owner)];
    let found = call.table().get_many(&keys).await?;
    let row: StoredFile = found.take(&keys[0])?.ok_or(Problem::not_found())?;
    if call.actor()?.account != file.owner {
        let owner: Profile = found.take(&keys[1])?.ok_or(Problem::not_found())?;
        may_see(&call, &row, &owner).await?;
    }
    if row.state != FileState::Stored {
        return Err(Problem::not_found());
    }
    let (url, expires_at) = call.vault().presign_get(&row, call.now()).await?;
    Ok(Reply::ok(Download {
        url,
        expires_at: wire_time(expires_at),
        name: row.name,
        size: row.size,
        sha256: row.sha256,
        media_type: row.media_type,
    }))
}

async fn may_see(call: &Call, row: &StoredFile, owner: &Profile) -> Result<(), Problem> {
    let school = owner.school.as_ref().ok_or(Problem::not_found())?;
    let class = &owner.class_name;
    let student = Resource::Student { student: owner.account, school, class };
    let Err(denied) = call.authorize(Action::ViewPortfolio, &student) else { return Ok(()) };
    let outcome = row.used_by.as_deref().and_then(|user| user.parse::<LearningOutcomeId>().ok());
    let Some(outcome) = outcome.filter(|_| denied.code() == "forbidden") else {
        return Err(denied);
    };
    let keys = [LearningOutcome::at(owner.account, outcome), SettingsItem::at(school)];
    let found = call.table().get_many(&keys).await?;
    let outcome: LearningOutcome = found.take(&keys[0])?.ok_or(Problem::not_found())?;
    let settings = found.take(&keys[1])?;
    may_certify(call, &outcome, settings).await
}

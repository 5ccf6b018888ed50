//! `PUT /api/students/{student}/learning-outcomes/{outcome}` — 修改學習成果: text and files.
//!
//! The student. A draft or returned outcome takes any change. One that waits or is certified takes
//! no other text, but a file can be replaced: the same SHA-256 keeps the certification, other bytes
//! make it a draft. Files with other bytes follow the upload window. A file that is no longer named
//! is given up with the change.

use portfolio::{
    AccountId, FileId, LearningOutcomeId, SchoolCode,
    account::Role,
    files::Purpose,
    learning_outcomes::{Content, OutcomeState, check_content, edit},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Found, Write, items::LearningOutcome};

use super::{
    OutcomeView, replace, save,
    saving::{as_draft, attachments, pending_key},
    stands,
    upload_window::UploadWindow,
};
use crate::{
    files::{Asked, AttachmentsChange},
    students,
};

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.update",
    term: "修改學習成果",
    summary: "Changes the text or the files of a learning outcome.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/students/{student}/learning-outcomes/{outcome}",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<UpdateOutcomeRequest>),
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &[
            "file.unusable",
            "file.in_use",
            "file.locked",
            "outcome.not_editable",
            "outcome.selected",
            "window.closed",
            "conflict",
        ],
        handle: |call| Box::pin(update(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::DeleteItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// The outcome as it is to be. A file that is left out is given up.
#[derive(Debug, Deserialize, JsonSchema)]
struct UpdateOutcomeRequest {
    /// 1 to 100 characters.
    title: String,
    /// 1 to 100 characters.
    description: String,
    #[schemars(with = "Option<String>")]
    document_file_id: Option<FileId>,
    #[schemars(with = "Option<String>")]
    media_file_id: Option<FileId>,
    /// The version that the change is made of.
    version: u64,
}

impl UpdateOutcomeRequest {
    fn asked(&self) -> Asked {
        Asked { document: self.document_file_id, media: self.media_file_id }
    }
}

async fn update(call: Call) -> Result<Reply, Problem> {
    let (student, school) = students::own(&call)?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let request: Result<UpdateOutcomeRequest, Problem> = call.body();
    let found = load(&call, &key, student, &school, request.as_ref().ok()).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;

    let request = request?;
    let asked = request.asked();
    let content = check_content(&request.title, &request.description, !asked.is_empty())?;
    let holds = |stands: &LearningOutcome| has(stands, &content) && attachments(stands).are(&asked);
    if stands(&outcome, request.version, holds)? || holds(&outcome) {
        return Ok(Reply::ok(OutcomeView::from(&outcome)));
    }
    let before = attachments(&outcome);
    let purpose = Purpose::LearningOutcome;
    let files = AttachmentsChange::new(before, &asked, student, purpose, &found)?;

    let state = edit(outcome.state, !has(&outcome, &content), files.other_bytes())?;
    if files.other_bytes() && outcome.selected_in.is_some() {
        return Err(Problem::new("outcome.selected"));
    }
    if !files.reserved().is_empty() {
        let window = UploadWindow::of(&call, &school, outcome.semester, &found).await?;
        window.accepts(&call, &files.reserved())?;
    }
    files.check_unused()?;
    let next = changed(&call, &outcome, state, &content, &files);

    let mut writes = vec![replace(&next, &outcome)?];
    writes.extend(files.writes(&outcome.id.to_string(), call.now()));
    // An outcome that waited and is a draft now leaves the teacher's list.
    let leaves = pending_key(&outcome).filter(|_| state == OutcomeState::Draft);
    writes.extend(leaves.map(|key| Write::delete("pending", key)));
    let saved = save(&call, next, writes, holds).await?;
    Ok(Reply::ok(OutcomeView::from(&saved)))
}

/// The outcome, the files that the request names, the settings and the likely windows: one read.
async fn load(
    call: &Call,
    outcome: &store::Key,
    student: AccountId,
    school: &SchoolCode,
    request: Option<&UpdateOutcomeRequest>,
) -> Result<Found, Problem> {
    let mut keys = vec![outcome.clone()];
    keys.extend(UploadWindow::likely_keys(call, school));
    keys.extend(request.into_iter().flat_map(|request| {
        let asked = request.asked();
        asked.keys(student).collect::<Vec<_>>()
    }));
    Ok(call.table().get_many(&keys).await?)
}

fn has(outcome: &LearningOutcome, content: &Content) -> bool {
    outcome.title == content.title && outcome.description == content.description
}

fn changed(
    call: &Call,
    outcome: &LearningOutcome,
    state: OutcomeState,
    content: &Content,
    files: &AttachmentsChange,
) -> LearningOutcome {
    let to_draft = state == OutcomeState::Draft;
    let next = if to_draft { as_draft(outcome) } else { outcome.clone() };
    LearningOutcome {
        version: outcome.version + 1,
        title: content.title.clone(),
        description: content.description.clone(),
        document: files.next.document.clone(),
        media: files.next.media.clone(),
        updated_at: call.now(),
        ..next
    }
}

use futures::{TryStreamExt, stream};
use portfolio::diverse_performances::title_of;
use runtime::{Environment, Failure, SchoolKey};
use store::{
    Condition, StoreError, Write,
    items::{Profile, SchoolSelection, Selection, StoredFile, SubmissionBatch},
};

use super::{
    candidates::{self, Content, Selected, SelectedItem},
    identity, rows, show,
};

/// Students whose selections are frozen at once.
const AT_ONCE: usize = 8;

/// Freezes every selection that is in no batch yet: per student one transaction that marks the
/// selection, holds the files and writes the rows. A selection that changes meanwhile is read again.
pub async fn freeze_rows(env: &Environment, batch: &SubmissionBatch) -> Result<(), Failure> {
    let scope = show::scope(batch);
    let (school, selected) = candidates::gather(env, &scope).await?;
    let key = identity::school_key(env, &school)?;
    stream::iter(selected.into_iter().map(Ok))
        .try_for_each_concurrent(AT_ONCE, |student| freeze_student(env, batch, &key, student))
        .await
}

async fn freeze_student(
    env: &Environment,
    batch: &SubmissionBatch,
    key: &SchoolKey,
    student: Selected,
) -> Result<(), Failure> {
    let writes = writes(batch, key, &student)?;
    match env.table().transact(writes).await {
        Ok(()) => Ok(()),
        Err(StoreError::Conflict(conflict)) => {
            let stands: Option<Selection> = conflict.found("selection");
            if stands.is_some_and(|stands| stands.frozen_in.is_some()) {
                return Ok(());
            }
            // The message comes again and reads what the student has changed.
            Err(Failure(format!("a selection changed while it was frozen: {conflict}")))
        }
        Err(error) => Err(error.into()),
    }
}

fn writes(
    batch: &SubmissionBatch,
    key: &SchoolKey,
    student: &Selected,
) -> Result<Vec<Write>, Failure> {
    let profile: &Profile =
        student.profile.as_ref().ok_or(Failure("a student has no profile".to_owned()))?;
    let known = identity::open(key, profile)?;
    let scope = show::scope(batch);
    let read = &student.selection;
    let frozen = Selection { frozen_in: Some(batch.id), version: read.version + 1, ..read.clone() };
    let school = SchoolSelection { school: batch.school.clone(), selection: frozen.clone() };
    let mut writes = vec![
        Write::replace("selection", &frozen, read.version)?.when(Condition::absent("frozen_in")),
        Write::put("school", &school)?,
    ];
    for item in &student.items {
        let row = rows::row(&scope, profile, &known, item)?;
        writes.push(Write::put("row", &rows::seal(key, batch, &row, title(item), profile)?)?);
        for file in item.document.iter().chain(&item.media) {
            let hold = Write::update("file", StoredFile::at(file.file))
                .set("held_by", batch.id)
                .when(Condition::equals("state", portfolio::files::FileState::Stored));
            writes.push(hold);
        }
    }
    Ok(writes)
}

fn title(item: &SelectedItem) -> String {
    match &item.content {
        Content::Outcome(outcome, _) => outcome.title.clone(),
        Content::Performance(performance) => title_of(performance.kind, &performance.fields),
    }
}

/// Holds the bytes of every file of the batch in the vault.
pub async fn hold_files<'a>(
    env: &Environment,
    keys: impl Iterator<Item = &'a str>,
) -> Result<(), Failure> {
    stream::iter(keys.map(Ok)).try_for_each_concurrent(AT_ONCE, |key| hold_file(env, key)).await
}

async fn hold_file(env: &Environment, key: &str) -> Result<(), Failure> {
    let file = store::objects::file_of(key).ok_or(Failure("no file has that name".to_owned()))?;
    let row: Option<StoredFile> = env.table().get(&StoredFile::at(file)).await?;
    let version = row.and_then(|row| row.vault_version);
    let version = version.ok_or(Failure("a held file has no version".to_owned()))?;
    Ok(env.vault().hold(key, &version).await?)
}

use futures::{TryStreamExt, stream};
use portfolio::{files::FileState, mutant};
use runtime::{Environment, Failure, Language, SchoolKey};
use store::{
    Condition, Write,
    items::{
        Profile, School, SchoolSelection, Selection, SettingsItem, StoredFile, SubmissionBatch,
    },
};

use super::{
    candidates::{self, Selected},
    identity,
    package::overtaken,
    pre_check::check,
    rows, show,
};

/// Files that are held at once.
const AT_ONCE: usize = 8;

/// How often the selection of a student who changes it meanwhile is read.
const ROUNDS: usize = 8;

/// Freezes every selection that is in no batch yet: per student one transaction that marks the
/// selection, holds the files and writes the rows, if nobody has taken the batch over. One after the
/// other: transactions that ask for the same item meet.
pub async fn freeze_rows(env: &Environment, batch: &SubmissionBatch) -> Result<(), Failure> {
    let (school, selected) = candidates::gather(env, &show::scope(batch)).await?;
    let settings = env.table().get::<SettingsItem>(&SettingsItem::at(&batch.school)).await?;
    let limit = batch.roster.limit(&settings.map(|item| item.settings).unwrap_or_default());
    let freezing = Freezing { env, batch, key: identity::school_key(env, &school)?, school, limit };
    for student in selected {
        freezing.freeze(student).await?;
    }
    Ok(())
}

struct Freezing<'a> {
    env: &'a Environment,
    batch: &'a SubmissionBatch,
    school: School,
    key: SchoolKey,
    /// How many items a student may select.
    limit: u32,
}

impl Freezing<'_> {
    /// What the student changes while it is frozen is read again: the window may still be open.
    async fn freeze(&self, mut student: Selected) -> Result<(), Failure> {
        for _ in 0..ROUNDS {
            if !self.may_be_frozen(&student)? {
                return Ok(());
            }
            let writes = writes(self.batch, &self.key, &student)?;
            match self.env.table().transact(writes).await {
                Ok(()) => return Ok(()),
                Err(error) => {
                    if error.into_conflict()?.at("batch") {
                        return Err(overtaken());
                    }
                }
            }
            let Selection { student: who, year, roster, .. } = student.selection;
            let stands = self.env.table().get(&Selection::at(who, year, roster)).await?;
            let stands = stands.filter(candidates::is_candidate).into_iter().collect();
            let Some(read) = candidates::read(self.env, stands).await?.pop() else {
                return Ok(());
            };
            student = read;
        }
        Err(Failure("a selection changed under every attempt to freeze it".to_owned()))
    }

    /// The batch was checked before it was frozen. What a student has selected since then and cannot
    /// be submitted as it is waits for the next batch, and keeps nobody else's from being sent.
    fn may_be_frozen(&self, student: &Selected) -> Result<bool, Failure> {
        let student = std::slice::from_ref(student);
        let checked = check(self.env, &self.school, student, self.limit, Language::Chinese)?;
        if checked.forbidding > 0 {
            tracing::warn!(problems = checked.forbidding, "a selection waits for the next batch");
        }
        Ok(checked.forbidding == 0)
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
    let taken = Condition::equals("version", batch.version).unless(mutant("freeze-for-another"));
    let as_read = match mutant("freeze-what-changed") {
        true => Write::put("selection", &frozen)?,
        false => Write::replace("selection", &frozen, read.version)?,
    };
    let mut writes = vec![
        Write::check("batch", SubmissionBatch::at(&batch.school, batch.id), taken),
        as_read.when(Condition::absent("frozen_in")),
        Write::put("school", &school)?,
    ];
    for item in &student.items {
        let row = rows::row(&scope, profile, &known, item)?;
        writes.push(Write::put(
            "row",
            &rows::seal(key, batch, &row, item.content.title(), profile)?,
        )?);
        for file in item.document.iter().chain(&item.media) {
            if mutant("freeze-without-locking") {
                continue;
            }
            let hold = Write::update("file", StoredFile::at(file.file))
                .set("held_by", batch.id)
                .when(Condition::equals("state", FileState::Stored));
            writes.push(hold);
        }
    }
    Ok(writes)
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
    if mutant("send-without-holding") {
        return Ok(());
    }
    let row: Option<StoredFile> = env.table().get(&StoredFile::at(file)).await?;
    let version = row.and_then(|row| row.vault_version);
    let version = version.ok_or(Failure("a held file has no version".to_owned()))?;
    Ok(env.vault().hold(key, &version).await?)
}

//! Schedule, daily — 回收檔案: removes the bytes of files that were given up thirty days ago.
//!
//! The only place where the vault loses anything: version by version, never past a hold. A tombstone
//! is looked at again until nothing is found, since a slow copy may land late.

use futures::{StreamExt, stream};
use jiff::Timestamp;
use portfolio::{files::FileState, mutant};
use runtime::{Environment, Failure, Function, Need, TableAction, Tick, Trigger};
use store::{
    Condition, Key, StoreError, Write,
    items::{COLLECTED_AFTER, StoredFile},
    objects::object_key,
};

pub const FUNCTION: Function = Function {
    name: "files.collect",
    term: "回收檔案",
    summary: "Removes the bytes of files that were given up thirty days ago.",
    trigger: Trigger::Schedule { cron: "30 3 * * ? *", handle: |tick| Box::pin(collect(tick)) },
    needs: &[
        Need::Table(TableAction::Query),
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::UpdateItem),
        Need::VaultCollect,
    ],
    memory_mb: 256,
    timeout_s: 600,
};

/// Tombstones of one run. What is left waits a day.
const MOST: usize = 10_000;
/// Tombstones that are worked on at once.
const AT_ONCE: usize = 8;

async fn collect(tick: Tick) -> Result<(), Failure> {
    let now = tick.env.clock.now();
    let due = tick.env.table().due(StoredFile::COLLECT, now, MOST).await?;
    let work = due.into_iter().map(|key| collect_one(&tick.env, key, now));
    Failure::of_many(stream::iter(work).buffer_unordered(AT_ONCE).collect().await)
}

async fn collect_one(env: &Environment, key: Key, now: Timestamp) -> Result<(), Failure> {
    let row: Option<StoredFile> = env.table().get(&key).await?;
    let Some(row) = row.filter(|row| is_collectable(row, now)) else { return Ok(()) };
    let versions = env.vault().versions(&object_key(row.file)).await?;
    let found = !versions.is_empty();
    for version in versions {
        if !env.vault().collect(&version).await? {
            tracing::warn!(file = %row.file, "a hold keeps the bytes of a tombstone");
        }
    }
    let again = found.then(|| (StoredFile::COLLECT.to_owned(), now + COLLECTED_AFTER));
    let write = Write::update("file", key).due(again).when(Condition::equals("state", row.state));
    match env.table().write(write).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn is_collectable(row: &StoredFile, now: Timestamp) -> bool {
    let rested = row.ended_at.is_some_and(|ended| now.duration_since(ended) >= COLLECTED_AFTER);
    let rested = rested || mutant("collect-at-once");
    row.state != FileState::Stored && row.state.is_tombstone() && row.held_by.is_none() && rested
}

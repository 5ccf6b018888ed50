//! Schedule, every 15 minutes — 清理逾時上傳: ends reservations that ran out, resumes promotions that
//! stopped.
//!
//! It never deletes bytes. A row is declared lost only when its lease is over and both staging and
//! the vault are empty.

use futures::{StreamExt, stream};
use jiff::SignedDuration;
use portfolio::{files::FileState, mutant};
use runtime::{Environment, Failure, Function, Need, Secret, TableAction, Tick, Trigger};
use store::{Key, items::StoredFile};

use super::{
    promotion::{Promotion, promote},
    refund,
};

pub const FUNCTION: Function = Function {
    name: "files.sweep",
    term: "清理逾時上傳",
    summary: "Ends reservations that ran out and resumes promotions that stopped.",
    trigger: Trigger::Schedule { cron: "0/15 * * * ? *", handle: |tick| Box::pin(sweep(tick)) },
    needs: &[
        Need::Table(TableAction::Query),
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::UpdateItem),
        Need::StagingRead,
        Need::VaultCopyIn,
        Need::Secret(Secret::Receipts),
    ],
    memory_mb: 256,
    timeout_s: 300,
};

/// Rows of one run. What is left waits a quarter of an hour.
const MOST: usize = 10_000;
/// Files that are worked on at once.
const AT_ONCE: usize = 8;

async fn sweep(tick: Tick) -> Result<(), Failure> {
    let early = if mutant("sweep-before-its-time") { 60 } else { 0 };
    let until = tick.env.clock.now() + SignedDuration::from_mins(early);
    let due = tick.env.table().due(StoredFile::PENDING, until, MOST).await?;
    let work = due.into_iter().map(|key| settle(&tick.env, key));
    Failure::of_many(stream::iter(work).buffer_unordered(AT_ONCE).collect().await)
}

async fn settle(env: &Environment, key: Key) -> Result<(), Failure> {
    let Some(file) = StoredFile::file_at(&key) else { return Ok(()) };
    let Promotion::NotThere(row) = promote(env, file).await? else { return Ok(()) };
    let tombstone = match row.state {
        FileState::Reserved => FileState::Expired,
        _ => FileState::Lost,
    };
    // The index may lag: a row whose time is not over is left alone.
    if env.clock.now() < row.expires_at && !mutant("sweep-before-its-time") {
        return Ok(());
    }
    if tombstone == FileState::Lost {
        tracing::error!(file = %row.file, "a promotion's bytes are nowhere: its space is given back");
    }
    refund::entomb(&env.table(), &row, tombstone, env.clock.now()).await?;
    Ok(())
}

use std::collections::BTreeSet;

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{AccountId, mutant};
use runtime::{Environment, Failure};
use store::{
    Key,
    items::{IntegrityReport, RosterRow, StaffRow, StoredFile, owner_of_items},
};

use super::{
    keeping::{keep, part},
    listed,
    night::Step,
    owner::{Owner, compare_owner},
    rereading,
};

/// Owners that are compared at once.
const AT_ONCE: usize = 4;

/// Compares the owners of one shard of the table, and reads a part of their bytes again.
pub async fn compare(
    env: &Environment,
    report: &IntegrityReport,
    number: u32,
) -> Result<(), Failure> {
    let Accounts { owners, listed } = accounts(env, number, report.shards).await?;
    let missing = listed::compare(env, report, listed).await?;
    let mut seen = compare_all(env, report, owners).await?;
    let mut part = part(report.date, Step::Shard(number).name());
    let read = rereading::read_again(env, report, &mut seen).await?;
    (part.reread_files, part.reread_bytes) = (read.files, read.bytes);
    let kept = seen.iter().filter(|_| !mutant("compare-and-keep-nothing"));
    let differences: Vec<_> =
        kept.flat_map(|owner| owner.differences.clone()).chain(missing).collect();
    let tallies: Vec<_> = seen.into_iter().map(|owner| owner.tally).collect();
    keep(env, part, &tallies, &differences).await
}

/// Whom a part of the table speaks of.
#[derive(Default)]
struct Accounts {
    /// Whoever has space, files or items there.
    owners: BTreeSet<AccountId>,
    /// Whoever is in a school's lists there.
    listed: BTreeSet<AccountId>,
}

async fn accounts(env: &Environment, number: u32, of: u32) -> Result<Accounts, Failure> {
    let mut accounts = Accounts::default();
    let keep = |key: &Key| {
        let owner = StoredFile::owner_of(&key.pk).or_else(|| owner_of_items(key));
        accounts.owners.extend(owner);
        accounts.listed.extend(RosterRow::student_at(key).or_else(|| StaffRow::account_at(key)));
        false
    };
    env.table().segment(number, of, keep).await?;
    Ok(accounts)
}

/// Compares these owners.
pub async fn compare_all(
    env: &Environment,
    report: &IntegrityReport,
    owners: impl IntoIterator<Item = AccountId>,
) -> Result<Vec<Owner>, Failure> {
    let work = owners.into_iter().map(|owner| compare_owner(env, report, owner));
    let work = work.collect::<Vec<_>>();
    stream::iter(work).buffered(AT_ONCE).try_collect().await
}

use std::collections::BTreeSet;

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{AccountId, mutant};
use runtime::{Environment, Failure};
use store::{
    Key,
    items::{IntegrityReport, QuotaItem, StoredFile},
};

use super::{
    keeping::{keep, part},
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
    let owners = owners(env, number, report.shards).await?;
    let mut seen = compare_all(env, report, owners).await?;
    let mut part = part(report.date, Step::Shard(number).name());
    let read = rereading::read_again(env, report, &mut seen).await?;
    (part.reread_files, part.reread_bytes) = (read.files, read.bytes);
    let kept = seen.iter().filter(|_| !mutant("compare-and-keep-nothing"));
    let differences: Vec<_> = kept.flat_map(|owner| owner.differences.clone()).collect();
    let tallies: Vec<_> = seen.into_iter().map(|owner| owner.tally).collect();
    keep(env, part, &tallies, &differences).await
}

/// Everybody who has space or files in this part of the table.
async fn owners(env: &Environment, number: u32, of: u32) -> Result<Vec<AccountId>, Failure> {
    let mut owners = BTreeSet::new();
    let table = env.table();
    let keep = |key: &Key| {
        let owner = StoredFile::owner_of(&key.pk).or_else(|| QuotaItem::owner_at(key));
        owner.is_some_and(|owner| owners.insert(owner))
    };
    table.segment(number, of, keep).await?;
    Ok(owners.into_iter().collect())
}

/// Compares these owners.
pub async fn compare_all(
    env: &Environment,
    report: &IntegrityReport,
    owners: Vec<AccountId>,
) -> Result<Vec<Owner>, Failure> {
    let work = owners.into_iter().map(|owner| compare_owner(env, report, owner));
    let work = work.collect::<Vec<_>>();
    stream::iter(work).buffered(AT_ONCE).try_collect().await
}

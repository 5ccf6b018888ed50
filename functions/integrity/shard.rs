use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{AccountId, SchoolCode, integrity::Inventory, mutant};
use runtime::{Environment, Failure};
use store::{
    Key,
    items::{
        IntegrityReport, QuotaItem, RosterRow, SettingsItem, StaffRow, StoredFile, owner_of_items,
        school_of,
    },
};

use super::{
    hours, inventory,
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
    let step = Step::Shard(number);
    let met = meet(env, number, report.shards).await?;
    inventory::keep(env, report, &step.name(), &met.inventory).await?;
    let missing = listed::compare(env, report, met.listed).await?;
    let silent = hours::compare(env, report, met.set).await?;
    let elsewhere = without_space(env, &met.of_files - &met.of_items).await?;
    let mut seen = compare_all(env, report, &met.of_items | &elsewhere).await?;
    let mut part = part(report.date, step.name());
    let read = rereading::read_again(env, report, &mut seen).await?;
    (part.reread_files, part.reread_bytes) = (read.files, read.bytes);
    let kept = seen.iter().filter(|_| !mutant("compare-and-keep-nothing"));
    let differences = kept.flat_map(|owner| owner.differences.clone());
    let differences: Vec<_> = differences.chain(missing).chain(silent).collect();
    let tallies: Vec<_> = seen.into_iter().map(|owner| owner.tally).collect();
    keep(env, part, &tallies, &differences).await
}

/// What a part of the table speaks of.
#[derive(Default)]
struct Met {
    /// Whoever has items there.
    of_items: BTreeSet<AccountId>,
    /// Whoever has files there.
    of_files: BTreeSet<AccountId>,
    /// Whoever is in a school's lists there, with the school.
    listed: BTreeMap<AccountId, SchoolCode>,
    /// Schools whose settings lie there.
    set: BTreeSet<SchoolCode>,
    /// What nobody removes.
    inventory: Inventory,
}

async fn meet(env: &Environment, number: u32, of: u32) -> Result<Met, Failure> {
    let mut met = Met::default();
    let meet = |key: &Key, stays: bool| {
        met.of_items.extend(owner_of_items(key));
        met.of_files.extend(StoredFile::owner_of(&key.pk));
        if let Some(school) = school_of(key) {
            let listed = RosterRow::student_at(key).or_else(|| StaffRow::account_at(key));
            met.listed.extend(listed.map(|account| (account, school.clone())));
            met.set.extend(SettingsItem::is_at(key).then_some(school));
        }
        if stays {
            inventory::remember(&mut met.inventory, key);
        }
    };
    env.table().segment(number, of, meet).await?;
    Ok(met)
}

/// Those who have no space in the table: whoever has is met, with the files, where the space lies, which
/// may be in another shard.
pub async fn without_space(
    env: &Environment,
    owners: BTreeSet<AccountId>,
) -> Result<BTreeSet<AccountId>, Failure> {
    let keys: Vec<_> = owners.iter().map(|owner| QuotaItem::at(*owner)).collect();
    let found = env.table().get_many(&keys).await?;
    let known: BTreeSet<AccountId> = found.keys().filter_map(QuotaItem::owner_at).collect();
    Ok(&owners - &known)
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

use std::collections::BTreeSet;

use jiff::ToSpan;
use portfolio::{
    AccountId,
    integrity::{Difference, Inventory, fewer_items, fewer_rows},
};
use runtime::{Environment, Failure};
use store::items::{
    IntegrityDifference, IntegrityInventory, IntegrityOwed, IntegrityPart, IntegrityReport,
};

use super::{
    inventory,
    items::{difference, of_nobody},
    keeping::put_all,
    memory::{Memory, differences},
    schools::schools,
};

/// Looks for what the night before knew and this one does not: its owners' rows and items, its reports,
/// and whatever nobody removes. It is owed to the next night, so that each says it again until it is
/// back. Answers in how many items that is kept.
pub async fn look(
    env: &Environment,
    night: &IntegrityReport,
    now: &Memory,
) -> Result<usize, Failure> {
    let (before, mut missed) = before(env, night).await?;
    let rows = fewer_rows(&before.tallies, &before.rows, &now.tallies);
    let items = fewer_items(&before.tallies, &before.items, &now.tallies);
    for (kind, owed) in [(Difference::FewerRows, &rows), (Difference::FewerItems, &items)] {
        missed.extend(owed.keys().map(|owner| difference(night, *owner, (kind, String::new()))));
    }
    let mut due = before.met;
    due.extend(&before.owed);
    let mut gone = due.without(&now.met);
    gone.extend(&reports(env, night).await?);
    let gone = inventory::really(env, &gone).await?;
    let found = differences(env, night.date).await?;
    missed.extend(inventory::differences(night, &gone, &found));
    put_all(env, "difference", &of_schools(env, missed).await?).await?;
    let owners = IntegrityOwed::of(night.date, &rows, &items);
    let owed = IntegrityInventory::of(night.date, IntegrityInventory::OWED, &gone);
    put_all(env, "owed", &owners).await?;
    put_all(env, "owed", &owed).await?;
    Ok(owners.len() + owed.len())
}

/// What the night before keeps, and whether that is less than it kept then.
async fn before(
    env: &Environment,
    night: &IntegrityReport,
) -> Result<(Memory, Vec<IntegrityDifference>), Failure> {
    let Some(since) = night.since else { return Ok(Default::default()) };
    let memory = Memory::read(env, since.date).await?;
    let report: Option<IntegrityReport> = env.table().get(&IntegrityReport::at(since.date)).await?;
    let kept = report.and_then(|report| report.kept).unwrap_or_default();
    let lost = (memory.size < kept).then(|| {
        let partition = IntegrityPart::partition(since.date);
        of_nobody(night, Difference::FewerItems, partition)
    });
    Ok((memory, lost.into_iter().collect()))
}

/// Reports of nights since the one with which this one is compared, of which parts are there.
async fn reports(env: &Environment, night: &IntegrityReport) -> Result<Inventory, Failure> {
    let first = match night.since {
        Some(since) => since.date.saturating_add(1.day()),
        None => night.date.saturating_sub(1.day()),
    };
    let mut lost = Inventory::default();
    for date in first.series(1.day()).take_while(|date| *date < night.date) {
        let (report, parts) = (IntegrityReport::at(date), IntegrityPart::partition(date));
        let parts = env.table().page(&parts, IntegrityPart::PREFIX, None, 1).await?.found;
        if parts.keys().next().is_some() {
            lost.name(&report.pk, &report.sk);
        }
    }
    // Those that are there drop out when they are asked for.
    Ok(lost)
}

/// Fills in the schools of owners.
async fn of_schools(
    env: &Environment,
    missed: Vec<IntegrityDifference>,
) -> Result<Vec<IntegrityDifference>, Failure> {
    let owners: BTreeSet<AccountId> = missed.iter().filter_map(|one| one.owner).collect();
    let schools = schools(env, &owners).await?;
    let filled = missed.into_iter().map(|one| {
        let known = one.owner.and_then(|owner| schools.get(&owner).cloned());
        IntegrityDifference { school: known.or(one.school.clone()), ..one }
    });
    Ok(filled.collect())
}

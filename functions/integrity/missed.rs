use jiff::ToSpan;
use portfolio::{
    AccountId,
    integrity::{Difference, Gone, Owed, Tallies, fewer_items, fewer_rows},
};
use runtime::{Environment, Failure};
use store::items::{
    IntegrityDifference, IntegrityInventory, IntegrityOwed, IntegrityPart, IntegrityReport,
};

use super::{
    close::{differences, tallies},
    inventory,
    items::difference,
    keeping::put_all,
    owner::school,
};

/// Looks for what the night before knew and this one does not: its owners' rows and items, its reports,
/// and whatever nobody removes. It is said again every night until it is back.
pub async fn keep(
    env: &Environment,
    night: &IntegrityReport,
    now: &Tallies,
) -> Result<(), Failure> {
    let (rows, items) = owners(env, night, now).await?;
    let mut missed = Vec::new();
    for (kind, owed) in [(Difference::FewerRows, &rows), (Difference::FewerItems, &items)] {
        for owner in owed.keys() {
            missed.push(of_owner(env, night, kind, *owner).await?);
        }
    }
    let mut gone = inventory::gone(env, night).await?;
    gone.extend(reports(env, night).await?);
    let found = differences(env, night.date).await?;
    missed.extend(inventory::differences(env, night, &gone, &found).await?);
    put_all(env, "difference", &missed).await?;
    put_all(env, "owed", &IntegrityOwed::of(night.date, &rows, &items)).await?;
    let (owed, part) = (Gone::owed(&gone), IntegrityInventory::OWED);
    put_all(env, "owed", &IntegrityInventory::of(night.date, part, &owed)).await
}

/// Rows, and outcomes and performances, that are missing of owners.
async fn owners(
    env: &Environment,
    night: &IntegrityReport,
    now: &Tallies,
) -> Result<(Owed, Owed), Failure> {
    let Some(since) = night.since else { return Ok((Owed::new(), Owed::new())) };
    let before = tallies(env, since.date).await?;
    let (partition, prefix) = (IntegrityPart::partition(since.date), IntegrityOwed::PREFIX);
    let found = env.table().partition(&partition, prefix).await?;
    let (mut rows, mut items) = (Owed::new(), Owed::new());
    for owed in found.all::<IntegrityOwed>(prefix)? {
        owed.add_to(&mut rows, &mut items);
    }
    Ok((fewer_rows(&before, &rows, now), fewer_items(&before, &items, now)))
}

async fn of_owner(
    env: &Environment,
    night: &IntegrityReport,
    kind: Difference,
    owner: AccountId,
) -> Result<IntegrityDifference, Failure> {
    let school = school(env, owner).await?;
    let one = difference(night, owner, (kind, String::new()));
    Ok(IntegrityDifference { school, ..one })
}

/// Reports of nights since the one with which this one is compared, of which parts are there.
async fn reports(env: &Environment, night: &IntegrityReport) -> Result<Vec<Gone>, Failure> {
    let first = match night.since {
        Some(since) => since.date.saturating_add(1.day()),
        None => night.date.saturating_sub(1.day()),
    };
    let mut lost = Vec::new();
    for date in first.series(1.day()).take_while(|date| *date < night.date) {
        let (report, parts) = (IntegrityReport::at(date), IntegrityPart::partition(date));
        let parts = env.table().page(&parts, IntegrityPart::PREFIX, None, 1).await?.found;
        let is_there = env.table().get::<IntegrityReport>(&report).await?.is_some();
        if !is_there && parts.keys().next().is_some() {
            lost.push(Gone::Item { partition: report.pk, name: report.sk });
        }
    }
    Ok(lost)
}

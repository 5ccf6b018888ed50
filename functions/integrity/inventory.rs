use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{
    integrity::{Difference, Inventory, mark},
    mutant,
};
use runtime::{Environment, Failure};
use store::{
    Key,
    items::{
        IntegrityDifference, IntegrityInventory, IntegrityReport, Lasting, lasting, owner_of_items,
        school_of,
    },
};

use super::{items::of_nobody, keeping::put_all, references::written};

/// Partitions that are looked at again at once.
const AT_ONCE: usize = 16;

/// Remembers an item that no time to live ends.
pub fn remember(inventory: &mut Inventory, key: &Key) {
    match lasting(key) {
        Lasting::Named => inventory.name(&key.pk, &key.sk),
        Lasting::Marked => inventory.mark(&key.pk, mark(&key.sk)),
        Lasting::Counted => inventory.count(&key.pk, 1),
        Lasting::Not => {}
    }
}

/// Keeps what a part met, for the next night.
pub async fn keep(
    env: &Environment,
    report: &IntegrityReport,
    part: &str,
    met: &Inventory,
) -> Result<(), Failure> {
    if mutant("remember-nothing") {
        return Ok(());
    }
    put_all(env, "inventory", &IntegrityInventory::of(report.date, part, met)).await
}

/// What of `gone` is not there either when it is asked for: a scan need not meet what was just written,
/// and whatever a later release removes or remembers otherwise is not missed.
pub async fn really(env: &Environment, gone: &Inventory) -> Result<Inventory, Failure> {
    let mut there = Inventory::default();
    let mut names = Vec::new();
    let mut marked = Vec::new();
    for (partition, holding) in gone.partitions() {
        for name in &holding.names {
            let key = Key::new(partition, name);
            match lasting(&key) {
                Lasting::Named => names.push(key),
                _ => there.name(partition, name),
            }
        }
        if !holding.marks.is_empty() {
            marked.push(async move { env.table().partition(partition, "").await });
        }
    }
    let found = env.table().get_many(&names).await?;
    for key in found.keys() {
        there.name(&key.pk, &key.sk);
    }
    let mut partitions = stream::iter(marked).buffer_unordered(AT_ONCE);
    while let Some(found) = partitions.try_next().await? {
        for key in found.keys() {
            there.mark(&key.pk, mark(&key.sk));
        }
    }
    Ok(gone.without(&there))
}

/// What is gone, as far as nothing of `found` says so already; the schools of owners are not filled in.
pub fn differences(
    night: &IntegrityReport,
    gone: &Inventory,
    found: &[IntegrityDifference],
) -> Vec<IntegrityDifference> {
    let missing = found.iter().filter(|one| one.kind == Difference::ItemMissing);
    let said: BTreeSet<&str> = missing.map(|one| one.object.as_str()).collect();
    let nameless = nameless(&said);
    let mut lost = Vec::new();
    for (partition, holding) in gone.partitions() {
        let keys = holding.names.iter().map(|name| Key::new(partition, name));
        let unsaid = keys.filter(|key| !said.contains(written(key).as_str()));
        lost.extend(unsaid.map(|key| {
            let one = of_nobody(night, Difference::ItemMissing, written(&key));
            IntegrityDifference { school: school_of(&key), ..one }
        }));
        if holding.nameless() > nameless.get(partition).copied().unwrap_or_default() {
            let owner = owner_of_items(&Key::new(partition, ""));
            let one = of_nobody(night, Difference::FewerItems, partition.to_owned());
            lost.push(IntegrityDifference { owner, ..one });
        }
    }
    lost
}

/// How many items without a name each partition is said to miss.
fn nameless<'a>(said: &BTreeSet<&'a str>) -> BTreeMap<&'a str, u32> {
    let mut nameless = BTreeMap::new();
    for (partition, name) in said.iter().filter_map(|object| object.split_once(' ')) {
        let lasting = lasting(&Key::new(partition, name));
        if matches!(lasting, Lasting::Marked | Lasting::Counted) {
            *nameless.entry(partition).or_default() += 1;
        }
    }
    nameless
}

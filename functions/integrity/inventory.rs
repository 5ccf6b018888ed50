use std::collections::BTreeSet;

use jiff::civil::Date;
use portfolio::{
    integrity::{Difference, Gone, Inventory},
    mutant,
};
use runtime::{Environment, Failure};
use store::{
    Key,
    items::{
        IntegrityDifference, IntegrityInventory, IntegrityPart, IntegrityReport, Lasting, lasting,
        owner_of_items, school_of,
    },
};

use super::{items::of_nobody, keeping::put_all, owner::school, references::written};

/// Remembers an item that no time to live ends.
pub fn remember(inventory: &mut Inventory, key: &Key) {
    match lasting(key) {
        Lasting::Named => inventory.name(&key.pk, &key.sk),
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

/// What the night before met or missed and this one does not meet.
pub async fn gone(env: &Environment, night: &IntegrityReport) -> Result<Vec<Gone>, Failure> {
    let Some(since) = night.since else { return Ok(Vec::new()) };
    let (mut due, owed) = of_night(env, since.date).await?;
    due.extend(&owed);
    let (met, _) = of_night(env, night.date).await?;
    Ok(due.gone_in(&met))
}

/// What is gone, as far as nothing of `found` says so already.
pub async fn differences(
    env: &Environment,
    night: &IntegrityReport,
    gone: &[Gone],
    found: &[IntegrityDifference],
) -> Result<Vec<IntegrityDifference>, Failure> {
    let said = Said::of(found);
    let mut lost = Vec::new();
    for one in gone {
        let (kind, key, object) = match one {
            Gone::Item { partition, name } => {
                let key = Key::new(partition, name);
                let object = written(&key);
                (Difference::ItemMissing, key, object)
            }
            Gone::Some { partition, number } if *number > said.missing_in(partition) => {
                (Difference::FewerItems, Key::new(partition, ""), partition.clone())
            }
            Gone::Some { .. } => continue,
        };
        if !said.is_missing(&object) {
            lost.push(difference(env, night, kind, &key, object).await?);
        }
    }
    Ok(lost)
}

/// What a night met, and what it missed.
async fn of_night(env: &Environment, date: Date) -> Result<(Inventory, Inventory), Failure> {
    let partition = IntegrityPart::partition(date);
    let found = env.table().partition(&partition, IntegrityInventory::PREFIX).await?;
    let (mut met, mut owed) = (Inventory::default(), Inventory::default());
    for item in found.all::<IntegrityInventory>(IntegrityInventory::PREFIX)? {
        let is_owed = item.part == IntegrityInventory::OWED;
        item.add_to(if is_owed { &mut owed } else { &mut met });
    }
    Ok((met, owed))
}

async fn difference(
    env: &Environment,
    night: &IntegrityReport,
    kind: Difference,
    key: &Key,
    object: String,
) -> Result<IntegrityDifference, Failure> {
    let owner = owner_of_items(key);
    let school = match owner {
        Some(owner) => school(env, owner).await?,
        None => school_of(key),
    };
    Ok(IntegrityDifference { owner, school, ..of_nobody(night, kind, object) })
}

/// Items of which the night says already that they are missing.
struct Said<'a>(BTreeSet<&'a str>);

impl<'a> Said<'a> {
    fn of(found: &'a [IntegrityDifference]) -> Self {
        let missing = found.iter().filter(|one| one.kind == Difference::ItemMissing);
        Self(missing.map(|one| one.object.as_str()).collect())
    }

    fn is_missing(&self, object: &str) -> bool {
        self.0.contains(object)
    }

    fn missing_in(&self, partition: &str) -> u32 {
        let within = |object: &&&str| object.split_once(' ').is_some_and(|(of, _)| of == partition);
        u32::try_from(self.0.iter().filter(within).count()).unwrap_or(u32::MAX)
    }
}

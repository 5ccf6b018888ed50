use jiff::civil::Date;
use portfolio::integrity::{Inventory, Owed, Tallies};
use runtime::{Environment, Failure};
use store::items::{
    IntegrityDifference, IntegrityInventory, IntegrityOwed, IntegrityOwners, IntegrityPart,
};

/// What a night keeps for the next one.
#[derive(Debug, Default)]
pub struct Memory {
    /// Every owner once, whichever shards met it.
    pub tallies: Tallies,
    /// What was met of what nobody removes.
    pub met: Inventory,
    /// What was missed of it.
    pub owed: Inventory,
    /// How many rows of files were missed of whom.
    pub rows: Owed,
    /// How many outcomes and performances.
    pub items: Owed,
    kept: usize,
    /// In how many items of the table it is kept, what is owed among them.
    pub size: usize,
}

impl Memory {
    /// Reads a night's.
    pub async fn read(env: &Environment, date: Date) -> Result<Self, Failure> {
        let (table, partition) = (env.table(), IntegrityPart::partition(date));
        let owners = table.partition(&partition, IntegrityOwners::PREFIX).await?;
        let owners: Vec<IntegrityOwners> = owners.all(IntegrityOwners::PREFIX)?;
        let inventory = table.partition(&partition, IntegrityInventory::PREFIX).await?;
        let inventory: Vec<IntegrityInventory> = inventory.all(IntegrityInventory::PREFIX)?;
        let owed = table.partition(&partition, IntegrityOwed::PREFIX).await?;
        let owed: Vec<IntegrityOwed> = owed.all(IntegrityOwed::PREFIX)?;
        let missed = inventory.iter().filter(|item| item.part == IntegrityInventory::OWED).count();
        let size = owners.len() + inventory.len() + owed.len();
        let kept = size - missed - owed.len();
        let mut memory = Self { kept, size, ..Self::default() };
        let tallies = owners.iter().flat_map(IntegrityOwners::tallies);
        memory.tallies = tallies.map(|tally| (tally.owner, tally)).collect();
        for item in inventory {
            let is_owed = item.part == IntegrityInventory::OWED;
            item.add_to(if is_owed { &mut memory.owed } else { &mut memory.met });
        }
        for owners in owed {
            owners.add_to(&mut memory.rows, &mut memory.items);
        }
        Ok(memory)
    }

    /// In how many items of the table it is kept, what is owed apart.
    pub fn kept(&self) -> usize {
        self.kept
    }
}

/// What a night found so far.
pub async fn differences(
    env: &Environment,
    date: Date,
) -> Result<Vec<IntegrityDifference>, Failure> {
    let (partition, prefix) = (IntegrityDifference::partition(date), IntegrityDifference::PREFIX);
    Ok(env.table().partition(&partition, prefix).await?.all(prefix)?)
}

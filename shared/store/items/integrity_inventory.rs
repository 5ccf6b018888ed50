use jiff::civil::Date;
use portfolio::integrity::Inventory;
use serde::{Deserialize, Serialize};

use super::integrity_report::{forgotten, night};
use crate::{Item, Key};

/// A part of what one night met of what nobody removes, or missed. `INT#<date>` / `INV#<part>#<number>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityInventory {
    /// The day.
    pub date: Date,
    /// Which part met them; [`Self::OWED`] for what was missed.
    pub part: String,
    /// Which of the part's items this is.
    pub number: usize,
    /// Partition, names, and how many others.
    partitions: Vec<(String, Vec<String>, u32)>,
}

impl IntegrityInventory {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "INV#";
    /// The part that met nothing, but is owed what it says.
    pub const OWED: &'static str = "owed";
    /// The most bytes of names in one: an item of the table has 400 KB at most.
    const MOST: usize = 300_000;
    /// What an entry takes besides its letters.
    const ENTRY: usize = 16;

    /// The items that this part makes.
    pub fn of(date: Date, part: &str, met: &Inventory) -> Vec<Self> {
        let mut items: Vec<Self> = Vec::new();
        let mut left = 0;
        for (partition, holding) in met.partitions() {
            let mut begun = false;
            let names = holding.names.iter().map(Some);
            let number = (holding.number > 0).then_some(None);
            for name in names.chain(number) {
                let takes = Self::ENTRY + name.map_or(0, String::len);
                if left < takes + partition.len() {
                    let (number, part) = (items.len(), part.to_owned());
                    items.push(Self { date, part, number, partitions: Vec::new() });
                    (left, begun) = (Self::MOST, false);
                }
                let Some(item) = items.last_mut() else { continue };
                if !begun {
                    item.partitions.push((partition.to_owned(), Vec::new(), 0));
                    left -= partition.len();
                    begun = true;
                }
                if let Some((_, names, counted)) = item.partitions.last_mut() {
                    match name {
                        Some(name) => names.push(name.clone()),
                        None => *counted = holding.number,
                    }
                }
                left -= takes;
            }
        }
        items
    }

    /// Adds what this one says.
    pub fn add_to(&self, inventory: &mut Inventory) {
        for (partition, names, number) in &self.partitions {
            for name in names {
                inventory.name(partition, name);
            }
            inventory.count(partition, *number);
        }
    }
}

impl Item for IntegrityInventory {
    fn key(&self) -> Key {
        let sort = format!("{}{}#{:06}", Self::PREFIX, self.part, self.number);
        Key::new(night(self.date), sort)
    }

    fn expires(&self) -> Option<i64> {
        forgotten(self.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_divided_is_the_same_again_and_no_item_is_too_large() {
        let mut met = Inventory::default();
        for school in 0..3 {
            for row in 0..9_000 {
                met.name(&format!("SCH#{school}"), &format!("STU#10{row:036}"));
            }
            met.count(&format!("SUB#{school}"), 7 + school);
        }
        let items = IntegrityInventory::of(jiff::civil::date(2026, 11, 28), "shard-0001", &met);
        assert_eq!(items.len(), 6);
        let mut again = Inventory::default();
        for item in &items {
            assert!(serde_json::to_vec(item).unwrap().len() < 400_000);
            item.add_to(&mut again);
        }
        assert_eq!(again, met);
        assert!(IntegrityInventory::of(items[0].date, "x", &Inventory::default()).is_empty());
    }
}

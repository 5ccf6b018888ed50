use std::collections::BTreeMap;

use jiff::civil::Date;
use portfolio::{AccountId, integrity::Owed};
use serde::{Deserialize, Serialize};

use super::integrity_report::{forgotten, night};
use crate::{Item, Key};

/// Owners of whom one night missed something: it is missed until it is back.
/// `INT#<date>` / `OWED#<number>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityOwed {
    /// The day.
    pub date: Date,
    /// Which of the night's items this is.
    pub number: usize,
    /// Owner, rows of files, outcomes and performances.
    owners: Vec<(AccountId, u32, u32)>,
}

impl IntegrityOwed {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "OWED#";
    /// The most owners of one item: an item of the table has 400 KB at most, and each takes some 60
    /// bytes.
    const MOST: usize = 4_000;

    /// The items that these owners make.
    pub fn of(date: Date, rows: &Owed, items: &Owed) -> Vec<Self> {
        let mut owners = BTreeMap::<AccountId, (u32, u32)>::new();
        for (owner, number) in rows {
            owners.entry(*owner).or_default().0 = *number;
        }
        for (owner, number) in items {
            owners.entry(*owner).or_default().1 = *number;
        }
        let owners: Vec<_> =
            owners.into_iter().map(|(owner, (rows, items))| (owner, rows, items)).collect();
        let chunks = owners.chunks(Self::MOST).enumerate();
        chunks.map(|(number, owners)| Self { date, number, owners: owners.to_vec() }).collect()
    }

    /// Adds what this one says to the rows and to the outcomes and performances that are owed.
    pub fn add_to(&self, rows: &mut Owed, items: &mut Owed) {
        for (owner, of_rows, of_items) in &self.owners {
            rows.insert(*owner, *of_rows);
            items.insert(*owner, *of_items);
        }
    }
}

impl Item for IntegrityOwed {
    fn key(&self) -> Key {
        Key::new(night(self.date), format!("{}{:06}", Self::PREFIX, self.number))
    }

    fn expires(&self) -> Option<i64> {
        forgotten(self.date)
    }
}

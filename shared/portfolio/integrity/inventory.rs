use std::collections::{BTreeMap, BTreeSet};

/// What the table held in one night of what nobody removes, by partition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory(BTreeMap<String, Holding>);

/// What one partition held: some items by name, others by their number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// The names of items, each told by its own.
    pub names: BTreeSet<String>,
    /// How many others there were.
    pub number: u32,
}

/// What one night held, and the next does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// This item.
    Item {
        /// Its partition.
        partition: String,
        /// Its name there.
        name: String,
    },
    /// Some of a partition's.
    Some {
        /// The partition.
        partition: String,
        /// How many.
        number: u32,
    },
}

impl Gone {
    /// All of this, as what must be there again.
    pub fn owed(all: &[Self]) -> Inventory {
        let mut owed = Inventory::default();
        for one in all {
            match one {
                Self::Item { partition, name } => owed.name(partition, name),
                Self::Some { partition, number } => owed.count(partition, *number),
            }
        }
        owed
    }
}

impl Inventory {
    /// An item that is known by its name.
    pub fn name(&mut self, partition: &str, name: &str) {
        self.holding(partition).names.insert(name.to_owned());
    }

    /// So many items that are only counted.
    pub fn count(&mut self, partition: &str, number: u32) {
        let holding = self.holding(partition);
        holding.number = holding.number.saturating_add(number);
    }

    /// The partitions, in the order of their names.
    pub fn partitions(&self) -> impl Iterator<Item = (&str, &Holding)> {
        self.0.iter().map(|(partition, holding)| (partition.as_str(), holding))
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        for (partition, holding) in other.partitions() {
            for name in &holding.names {
                self.name(partition, name);
            }
            self.count(partition, holding.number);
        }
    }

    fn holding(&mut self, partition: &str) -> &mut Holding {
        if !self.0.contains_key(partition) {
            self.0.insert(partition.to_owned(), Holding::default());
        }
        self.0.entry(partition.to_owned()).or_default()
    }

    /// What this night held and a later one does not. What came since hides no item that has a name;
    /// of those that are counted it hides as many as came to the same partition.
    pub fn gone_in(&self, later: &Self) -> Vec<Gone> {
        let nothing = Holding::default();
        let mut gone = Vec::new();
        for (partition, before) in self.partitions() {
            let now = later.0.get(partition).unwrap_or(&nothing);
            gone.extend(
                before
                    .names
                    .difference(&now.names)
                    .map(|name| Gone::Item { partition: partition.to_owned(), name: name.clone() }),
            );
            if let Some(number @ 1..) = before.number.checked_sub(now.number) {
                gone.push(Gone::Some { partition: partition.to_owned(), number });
            }
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inventory(names: &[(u8, u8)], numbers: &[(u8, u32)]) -> Inventory {
        let mut inventory = Inventory::default();
        for (partition, name) in names {
            inventory.name(&partition.to_string(), &name.to_string());
        }
        for (partition, number) in numbers {
            inventory.count(&partition.to_string(), *number);
        }
        inventory
    }

    #[test]
    fn what_is_gone_is_named_whatever_came_and_a_partition_may_be_gone_whole() {
        let before = inventory(&[(1, 1), (1, 2), (2, 1)], &[(3, 4), (4, 1)]);
        let now = inventory(&[(1, 2), (1, 3)], &[(3, 2), (3, 1)]);
        let item = |partition: &str, name: &str| Gone::Item {
            partition: partition.to_owned(),
            name: name.to_owned(),
        };
        let some = |partition: &str, number| Gone::Some { partition: partition.to_owned(), number };
        assert_eq!(
            before.gone_in(&now),
            [item("1", "1"), item("2", "1"), some("3", 1), some("4", 1)]
        );
    }

    #[test]
    fn what_is_gone_is_owed_until_it_is_back() {
        let before = inventory(&[(1, 1), (1, 2)], &[(3, 4)]);
        let now = inventory(&[(1, 2)], &[(3, 1)]);
        let gone = before.gone_in(&now);
        let mut due = now.clone();
        due.extend(&Gone::owed(&gone));
        assert_eq!(due, before);
        assert_eq!(due.gone_in(&now), gone);
        assert_eq!(due.gone_in(&before), []);
    }

    proptest! {
        #[test]
        fn what_is_taken_away_is_found_and_nothing_else(
            names in prop::collection::btree_map((0_u8..4, 0_u8..6), any::<bool>(), 0..16),
            came in prop::collection::btree_set((0_u8..4, 6_u8..9), 0..4),
            numbers in prop::collection::btree_map(0_u8..4, (0_u32..5, 0_u32..5), 0..4),
        ) {
            let all: Vec<(u8, u8)> = names.keys().copied().collect();
            let had: Vec<(u8, u32)> = numbers.iter().map(|(at, (had, _))| (*at, *had)).collect();
            let has: Vec<(u8, u32)> =
                numbers.iter().map(|(at, (had, gone))| (*at, had.saturating_sub(*gone))).collect();
            let kept = names.iter().filter(|(_, stays)| **stays).map(|(at, _)| *at);
            let now: Vec<(u8, u8)> = kept.chain(came).collect();
            let gone = inventory(&all, &had).gone_in(&inventory(&now, &has));
            let mut expected: Vec<Gone> = names
                .iter()
                .filter(|(_, stays)| !**stays)
                .map(|((partition, name), _)| Gone::Item {
                    partition: partition.to_string(),
                    name: name.to_string(),
                })
                .collect();
            expected.extend(numbers.iter().filter_map(|(partition, (had, gone))| {
                let number = *had.min(gone);
                (number > 0).then(|| Gone::Some { partition: partition.to_string(), number })
            }));
            let sorted = |mut gone: Vec<Gone>| {
                gone.sort();
                gone
            };
            prop_assert_eq!(sorted(gone), sorted(expected));
        }
    }
}

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

/// What the table held in one night of what nobody removes, or what of it is missing, by partition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory(BTreeMap<String, Holding>);

/// What one partition held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// The names of items of which there are few.
    pub names: BTreeSet<String>,
    /// The marks of items of which there are many: each told from the others, and none by its name.
    pub marks: BTreeSet<u64>,
    /// How many others there were.
    pub number: u32,
}

/// The mark of a name: the first eight bytes of its SHA-256. Two of one partition are the same once in
/// some hundred thousand million pairs of thousands.
pub fn mark(name: &str) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(Sha256::digest(name));
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

impl Holding {
    /// How many there are that have no name here.
    pub fn nameless(&self) -> u32 {
        u32::try_from(self.marks.len()).unwrap_or(u32::MAX).saturating_add(self.number)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is here and not there. What came since hides nothing that has a name or a mark.
    fn without(&self, later: &Self) -> Self {
        Self {
            names: self.names.difference(&later.names).cloned().collect(),
            marks: self.marks.difference(&later.marks).copied().collect(),
            number: self.number.saturating_sub(later.number),
        }
    }
}

impl Inventory {
    /// An item that is known by its name.
    pub fn name(&mut self, partition: &str, name: &str) {
        self.holding(partition).names.insert(name.to_owned());
    }

    /// An item that is known by its mark.
    pub fn mark(&mut self, partition: &str, mark: u64) {
        self.holding(partition).marks.insert(mark);
    }

    /// So many more items that are only counted.
    pub fn count(&mut self, partition: &str, number: u32) {
        let holding = self.holding(partition);
        holding.number = holding.number.saturating_add(number);
    }

    /// That so many are counted at least: the same is said again by whoever counted twice.
    pub fn at_least(&mut self, partition: &str, number: u32) {
        let holding = self.holding(partition);
        holding.number = holding.number.max(number);
    }

    /// The partitions, in the order of their names.
    pub fn partitions(&self) -> impl Iterator<Item = (&str, &Holding)> {
        self.0.iter().map(|(partition, holding)| (partition.as_str(), holding))
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        for (partition, more) in self::Inventory::partitions(other) {
            let holding = self.holding(partition);
            holding.names.extend(more.names.iter().cloned());
            holding.marks.extend(&more.marks);
            holding.number = holding.number.saturating_add(more.number);
        }
    }

    /// What this night held and a later one does not.
    pub fn without(&self, later: &Self) -> Self {
        let nothing = Holding::default();
        let mut gone = BTreeMap::new();
        for (partition, holding) in &self.0 {
            let left = holding.without(later.0.get(partition).unwrap_or(&nothing));
            if !left.is_empty() {
                gone.insert(partition.clone(), left);
            }
        }
        Self(gone)
    }

    /// Made at the first word of it: most words are of a partition that is there.
    fn holding(&mut self, partition: &str) -> &mut Holding {
        if !self.0.contains_key(partition) {
            self.0.insert(partition.to_owned(), Holding::default());
        }
        self.0.entry(partition.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inventory(names: &[(u8, u8)], marks: &[(u8, u64)], numbers: &[(u8, u32)]) -> Inventory {
        let mut inventory = Inventory::default();
        for (partition, name) in names {
            inventory.name(&partition.to_string(), &name.to_string());
        }
        for (partition, mark) in marks {
            inventory.mark(&partition.to_string(), *mark);
        }
        for (partition, number) in numbers {
            inventory.count(&partition.to_string(), *number);
        }
        inventory
    }

    #[test]
    fn what_is_gone_is_known_whatever_came_and_a_partition_may_be_gone_whole() {
        let before = inventory(&[(1, 1), (1, 2), (2, 1)], &[(3, 1), (3, 2)], &[(4, 4), (5, 1)]);
        let now = inventory(&[(1, 2), (1, 3)], &[(3, 2), (3, 3)], &[(4, 2), (4, 1)]);
        let gone = inventory(&[(1, 1), (2, 1)], &[(3, 1)], &[(4, 1), (5, 1)]);
        assert_eq!(before.without(&now), gone);
    }

    #[test]
    fn what_is_gone_is_owed_until_it_is_back_whatever_comes_meanwhile() {
        let before = inventory(&[(1, 1), (1, 2)], &[(2, 7), (2, 8)], &[(3, 4)]);
        let now = inventory(&[(1, 2), (1, 3)], &[(2, 8), (2, 9)], &[(3, 1)]);
        let gone = before.without(&now);
        let mut due = now.clone();
        due.extend(&gone);
        assert_eq!(due.without(&now), gone);
        let mut mended = now.clone();
        mended.extend(&gone);
        assert_eq!(due.without(&mended), Inventory::default());
    }

    #[test]
    fn whoever_counts_twice_counts_once() {
        let mut inventory = Inventory::default();
        inventory.at_least("1", 3);
        inventory.at_least("1", 2);
        assert_eq!(inventory.partitions().map(|(_, it)| it.nameless()).sum::<u32>(), 3);
        assert_ne!(mark("a"), mark("b"));
    }

    proptest! {
        #[test]
        fn what_is_taken_away_is_found_and_nothing_else(
            names in prop::collection::btree_map((0_u8..4, 0_u8..6), any::<bool>(), 0..16),
            marks in prop::collection::btree_map((0_u8..4, 0_u64..6), any::<bool>(), 0..16),
            came in prop::collection::btree_set((0_u8..4, 6_u8..9), 0..4),
            numbers in prop::collection::btree_map(0_u8..4, (0_u32..5, 0_u32..5), 0..4),
        ) {
            let which = |stays: bool| {
                let names = names.iter().filter(move |(_, it)| **it == stays).map(|(at, _)| *at);
                let marks = marks.iter().filter(move |(_, it)| **it == stays).map(|(at, _)| *at);
                (names.collect::<Vec<_>>(), marks.collect::<Vec<_>>())
            };
            let ((mut kept_names, mut kept_marks), (gone_names, gone_marks)) =
                (which(true), which(false));
            let all = |kept: &[(u8, u8)]| [kept, &gone_names].concat();
            let had: Vec<_> = numbers.iter().map(|(at, (had, _))| (*at, *had)).collect();
            let has: Vec<_> =
                numbers.iter().map(|(at, (had, gone))| (*at, had.saturating_sub(*gone))).collect();
            let lacks: Vec<_> = numbers
                .iter()
                .map(|(at, (had, gone))| (*at, *had.min(gone)))
                .filter(|(_, number)| *number > 0)
                .collect();
            let before =
                inventory(&all(&kept_names), &[kept_marks.clone(), gone_marks.clone()].concat(), &had);
            kept_names.extend(&came);
            kept_marks.extend(came.iter().map(|(at, mark)| (*at, u64::from(*mark))));
            let now = inventory(&kept_names, &kept_marks, &has);
            let gone = inventory(&gone_names, &gone_marks, &lacks);
            prop_assert_eq!(before.without(&now), gone);
        }
    }
}

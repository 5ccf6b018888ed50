use std::collections::BTreeMap;

use crate::{
    AccountId, FileId,
    central_submissions::{Digest, leaf_hash, merkle_root},
};

/// Merkle roots (RFC 6962) over the stored files, as each side shows them. Where nothing differs,
/// they are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roots {
    /// What the rows say.
    pub rows: Digest,
    /// What the vault holds.
    pub vault: Digest,
    /// What the second copy holds.
    pub replica: Digest,
}

/// One owner's files, as the comparison found them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerTally {
    /// Whose.
    pub owner: AccountId,
    /// Rows that were reserved before the night began, tombstones included: the number never falls.
    pub rows: u32,
    /// Those of them that the night before counted too, as far as they are still there.
    pub earlier: u32,
    /// Outcomes and performances that were made before the night began, those removed since included.
    pub items: u32,
    /// Those of them that the night before counted too, as far as they were not lost.
    pub earlier_items: u32,
    /// Stored files.
    pub files: u32,
    /// Their bytes.
    pub bytes: u64,
    /// Over the owner's stored files in the order of their ids.
    pub roots: Roots,
}

/// A stored file as a leaf of the tree: id, size and SHA-256, one a line.
pub fn leaf(file: FileId, size: u64, sha256: &str) -> Digest {
    leaf_hash(format!("{file}\n{size}\n{sha256}").as_bytes())
}

/// All owners together, each once: how many files, how many bytes, and the roots over the owners'
/// roots in the order of their ids. Owners without stored files leave no trace in the roots, so that
/// what was restored from a backup has the roots of what was backed up.
pub fn total(tallies: &Tallies) -> (u64, u64, Roots) {
    let files = tallies.values().map(|tally| u64::from(tally.files)).sum();
    let bytes = tallies.values().map(|tally| tally.bytes).sum();
    let empty = merkle_root(&[]);
    let root = |side: fn(&Roots) -> Digest| {
        let leaves: Vec<Digest> = tallies
            .values()
            .filter(|tally| side(&tally.roots) != empty)
            .map(|tally| leaf_hash(format!("{}\n{}", tally.owner, side(&tally.roots)).as_bytes()))
            .collect();
        merkle_root(&leaves)
    };
    let roots = Roots {
        rows: root(|roots| roots.rows),
        vault: root(|roots| roots.vault),
        replica: root(|roots| roots.replica),
    };
    (files, bytes, roots)
}

/// How many rows of each owner are missing, of those that the night before counted or that were missing
/// then: rows are never removed, so these are lost, even where every trace of them in the buckets is
/// gone too. Rows that came since hide none; those that came back are missing no more.
pub fn fewer_rows(before: &Tallies, owed: &Owed, now: &Tallies) -> Owed {
    fewer(before, owed, now, |tally| tally.rows, |tally| tally.earlier)
}

/// The same of outcomes and performances: what its owner removed since is none of the lost.
pub fn fewer_items(before: &Tallies, owed: &Owed, now: &Tallies) -> Owed {
    fewer(before, owed, now, |tally| tally.items, |tally| tally.earlier_items)
}

/// Every owner's, each once.
pub type Tallies = BTreeMap<AccountId, OwnerTally>;

/// How many are missing of each owner's; nobody of whom none is.
pub type Owed = BTreeMap<AccountId, u32>;

fn fewer(
    before: &Tallies,
    owed: &Owed,
    now: &Tallies,
    had: fn(&OwnerTally) -> u32,
    has: fn(&OwnerTally) -> u32,
) -> Owed {
    let owners = before.keys().chain(owed.keys());
    let missing = owners.filter_map(|owner| {
        let counted = before.get(owner).map_or(0, had);
        let due = counted.saturating_add(owed.get(owner).copied().unwrap_or_default());
        let missing = due.saturating_sub(now.get(owner).map_or(0, has));
        (missing > 0).then_some((*owner, missing))
    });
    missing.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use uuid::Uuid;

    use super::*;
    use crate::UploadId;

    fn tally(n: u128, files: u32, rows: Digest) -> OwnerTally {
        let roots = Roots { rows, vault: rows, replica: rows };
        let owner = AccountId::new(Uuid::from_u128(n));
        OwnerTally {
            owner,
            rows: files + 1,
            earlier: files,
            items: 0,
            earlier_items: 0,
            files,
            bytes: u64::from(files) * 10,
            roots,
        }
    }

    fn keyed(all: impl IntoIterator<Item = OwnerTally>) -> BTreeMap<AccountId, OwnerTally> {
        all.into_iter().map(|tally| (tally.owner, tally)).collect()
    }

    fn root(n: u128) -> Digest {
        let upload = UploadId::new(Uuid::from_u128(n));
        let file = FileId { owner: AccountId::new(Uuid::from_u128(1)), upload };
        merkle_root(&[leaf(file, 3, "ab")])
    }

    #[test]
    fn the_roots_are_the_same_whoever_counted_and_whatever_empty_accounts_there_are() {
        let all = [tally(2, 1, root(2)), tally(1, 1, root(1))];
        let empty = tally(3, 0, merkle_root(&[]));
        let (files, bytes, roots) = total(&keyed(all.clone()));
        assert_eq!((files, bytes), (2, 20));
        assert_eq!(total(&keyed(all.into_iter().rev().chain([empty]))).2, roots);
    }

    #[test]
    fn another_file_size_or_owner_gives_other_roots() {
        let file = |n| FileId {
            owner: AccountId::new(Uuid::from_u128(1)),
            upload: UploadId::new(Uuid::from_u128(n)),
        };
        let leaves = [
            leaf(file(1), 3, "ab"),
            leaf(file(2), 3, "ab"),
            leaf(file(1), 4, "ab"),
            leaf(file(1), 3, "ac"),
        ];
        let distinct: std::collections::BTreeSet<_> = leaves.into_iter().collect();
        assert_eq!(distinct.len(), 4);
        let of = |n| total(&keyed([tally(n, 1, root(1))])).2;
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn a_side_that_lacks_something_has_another_root() {
        let mut lacking = tally(1, 1, root(1));
        lacking.roots.vault = merkle_root(&[]);
        let (_, _, roots) = total(&keyed([lacking, tally(2, 1, root(2))]));
        assert_eq!(roots.rows, roots.replica);
        assert_ne!(roots.rows, roots.vault);
    }

    #[test]
    fn rows_that_became_fewer_are_found_whatever_came_since() {
        let owner = |n| AccountId::new(Uuid::from_u128(n));
        let having = |n, rows, earlier, items, earlier_items| OwnerTally {
            rows,
            earlier,
            items,
            earlier_items,
            ..tally(n, 1, root(1))
        };
        let before = keyed([having(1, 1, 0, 2, 0), having(2, 2, 0, 1, 0), having(3, 1, 0, 1, 0)]);
        // Each has what is left of the night before, and something that came since.
        let now = keyed([having(1, 2, 1, 2, 1), having(2, 2, 1, 2, 1), having(4, 1, 0, 1, 0)]);
        let owed = Owed::new();
        let rows = fewer_rows(&before, &owed, &now);
        assert_eq!(rows, Owed::from([(owner(2), 1), (owner(3), 1)]));
        let items = fewer_items(&before, &owed, &now);
        assert_eq!(items, Owed::from([(owner(1), 1), (owner(3), 1)]));
    }

    #[test]
    fn what_is_missing_stays_missing_until_it_is_back() {
        let owner = AccountId::new(Uuid::from_u128(1));
        let night =
            |rows, earlier| keyed([OwnerTally { rows, earlier, ..tally(1, 0, merkle_root(&[])) }]);
        let first = fewer_rows(&night(3, 0), &Owed::new(), &night(1, 1));
        assert_eq!(first, Owed::from([(owner, 2)]));
        let second = fewer_rows(&night(1, 1), &first, &night(1, 1));
        assert_eq!(second, first);
        let third = fewer_rows(&night(1, 1), &second, &night(2, 2));
        assert_eq!(third, Owed::from([(owner, 1)]));
        assert_eq!(fewer_rows(&night(2, 2), &third, &night(3, 3)), Owed::new());
        // Of whom there is nothing left to count, all is missing.
        assert_eq!(fewer_rows(&Tallies::new(), &first, &Tallies::new()), first);
    }

    fn tallies() -> impl Strategy<Value = BTreeMap<AccountId, OwnerTally>> {
        let roots = |n: u8| if n == 0 { merkle_root(&[]) } else { root(u128::from(n)) };
        let one = (0_u32..3, [0_u8..3, 0_u8..3, 0_u8..3]);
        prop::collection::btree_map(1_u128..6, one, 0..5).prop_map(move |owners| {
            keyed(owners.into_iter().map(|(n, (files, [rows, vault, replica]))| {
                let roots =
                    Roots { rows: roots(rows), vault: roots(vault), replica: roots(replica) };
                OwnerTally { roots, ..tally(n, files, root(1)) }
            }))
        })
    }

    proptest! {
        #[test]
        fn each_side_has_the_root_of_another_night_only_where_every_owner_has(
            one in tallies(), other in tallies(),
        ) {
            let side = |tallies: &BTreeMap<AccountId, OwnerTally>, of: fn(&Roots) -> Digest| {
                let holds = tallies.values().map(|tally| (tally.owner, of(&tally.roots)));
                holds.filter(|(_, root)| *root != merkle_root(&[])).collect::<Vec<_>>()
            };
            let (totals, others) = (total(&one).2, total(&other).2);
            let sides: [fn(&Roots) -> Digest; 3] = [|it| it.rows, |it| it.vault, |it| it.replica];
            for of in sides {
                prop_assert_eq!(of(&totals) == of(&others), side(&one, of) == side(&other, of));
                for with in sides {
                    prop_assert_eq!(
                        of(&totals) == with(&totals),
                        side(&one, of) == side(&one, with)
                    );
                }
            }
        }

        #[test]
        fn files_and_bytes_of_all_are_those_of_each(one in tallies(), other in tallies()) {
            let mut all = one.clone();
            let others: BTreeMap<_, _> =
                other.into_iter().filter(|(owner, _)| !one.contains_key(owner)).collect();
            all.extend(others.clone());
            let [(files, bytes, _), (others_files, others_bytes, _)] = [&one, &others].map(total);
            let (all_files, all_bytes, _) = total(&all);
            prop_assert_eq!((all_files, all_bytes), (files + others_files, bytes + others_bytes));
        }

        #[test]
        fn whoever_lost_rows_or_items_is_named_with_their_number_and_nobody_else(
            owners in prop::collection::vec((0_u32..4, 0_u32..4, 0_u32..3), 0..6),
        ) {
            let mut before = BTreeMap::new();
            let mut now = BTreeMap::new();
            let mut lost = Owed::new();
            for (n, (had, gone, came)) in owners.into_iter().enumerate() {
                let (gone, counted) = (gone.min(had), tally(n as u128, 0, root(1)));
                let (owner, left) = (counted.owner, had - gone);
                before.insert(owner, OwnerTally { rows: had, items: had, ..counted.clone() });
                // Where nothing is left, nobody counts the owner.
                if left + came > 0 {
                    let (rows, items) = (left + came, left + came);
                    let (earlier, earlier_items) = (left, left);
                    now.insert(owner, OwnerTally { rows, earlier, items, earlier_items, ..counted });
                }
                lost.extend((gone > 0).then_some((owner, gone)));
            }
            prop_assert_eq!(&fewer_rows(&before, &Owed::new(), &now), &lost);
            prop_assert_eq!(fewer_items(&before, &Owed::new(), &now), lost);
        }
    }
}

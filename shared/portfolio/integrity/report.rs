use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Difference, Place, Weakness};
use crate::central_submissions::{Digest, canonical_json};

/// Items of the table that one worker goes through: some thousand owners.
const ITEMS_PER_SHARD: u64 = 20_000;
/// The fewest and the most workers.
const SHARDS: std::ops::RangeInclusive<u64> = 4..=512;

/// Into how many shards a table of so many items is divided for the night.
pub fn shards_for(items: u64) -> u32 {
    let shards = items.div_ceil(ITEMS_PER_SHARD).clamp(*SHARDS.start(), *SHARDS.end());
    u32::try_from(shards).unwrap_or(u32::MAX)
}

/// What one night found: what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day in Taipei.
    pub date: Date,
    /// The digest of the report before it; none for the first. Each report thereby vouches for all
    /// before it.
    pub previous: Option<Digest>,
    /// Stored files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The root over what the rows say.
    pub rows_root: Digest,
    /// The root over what the vault holds.
    pub vault_root: Digest,
    /// The root over what the second copy holds.
    pub replica_root: Digest,
    /// Files whose bytes were read again.
    pub reread_files: u64,
    /// Bytes that were read again.
    pub reread_bytes: u64,
    /// How many differences of each kind.
    pub differences: BTreeMap<Difference, u64>,
    /// Over all of them, as a Merkle root in the order of their keys.
    pub differences_root: Digest,
    /// Settings that protect less than they should.
    pub weaknesses: Vec<(Place, Weakness)>,
}

impl Report {
    /// The bytes over which the signature (Ed25519) is made: canonical JSON. The purpose keeps the
    /// signature from being taken for that of a file's receipt, which the same key makes.
    pub fn bytes_to_sign(&self) -> Vec<u8> {
        let differences: serde_json::Map<_, _> =
            self.differences.iter().map(|(kind, count)| (kind.to_string(), json!(count))).collect();
        let weaknesses: Vec<String> =
            self.weaknesses.iter().map(|(place, weak)| format!("{place} {weak}")).collect();
        let signed = json!({
            "purpose": "portfolio.integrity_report.v1",
            "date": self.date.to_string(),
            "previous": self.previous,
            "files": self.files,
            "bytes": self.bytes,
            "rows_root": self.rows_root,
            "vault_root": self.vault_root,
            "replica_root": self.replica_root,
            "reread_files": self.reread_files,
            "reread_bytes": self.reread_bytes,
            "differences": differences,
            "differences_root": self.differences_root,
            "weaknesses": weaknesses,
        });
        canonical_json(&signed).into_bytes()
    }

    /// What the next report and whoever acknowledges this one name it by.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes_to_sign())
    }

    /// Whether the night found nothing: then the three roots are equal.
    pub fn is_sound(&self) -> bool {
        self.differences.values().all(|count| *count == 0)
            && self.weaknesses.is_empty()
            && self.rows_root == self.vault_root
            && self.rows_root == self.replica_root
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{day, digest};
    use proptest::sample::select;

    fn report() -> Report {
        let root = Digest::of(b"root");
        Report {
            date: jiff::civil::date(2026, 11, 24),
            previous: None,
            files: 2,
            bytes: 20,
            rows_root: root,
            vault_root: root,
            replica_root: root,
            reread_files: 1,
            reread_bytes: 10,
            differences: BTreeMap::new(),
            differences_root: Digest::of(b""),
            weaknesses: Vec::new(),
        }
    }

    #[test]
    fn every_part_is_under_the_signature() {
        let other = Digest::of(b"other");
        let changed = [
            Report { date: jiff::civil::date(2026, 11, 25), ..report() },
            Report { previous: Some(other), ..report() },
            Report { files: 3, ..report() },
            Report { bytes: 21, ..report() },
            Report { rows_root: other, ..report() },
            Report { vault_root: other, ..report() },
            Report { replica_root: other, ..report() },
            Report { reread_files: 2, ..report() },
            Report { reread_bytes: 11, ..report() },
            Report { differences: BTreeMap::from([(Difference::RowMissing, 1)]), ..report() },
            Report { differences_root: other, ..report() },
            Report { weaknesses: vec![(Place::Vault, Weakness::Expires)], ..report() },
        ];
        let digests: std::collections::BTreeSet<_> =
            changed.iter().chain([&report()]).map(Report::digest).collect();
        assert_eq!(digests.len(), changed.len() + 1);
    }

    #[test]
    fn a_report_is_sound_only_where_nothing_differs_nothing_is_weak_and_the_roots_are_one() {
        assert!(report().is_sound());
        let differences = BTreeMap::from([(Difference::HoldMissing, 1)]);
        for unsound in [
            Report { differences, ..report() },
            Report { weaknesses: vec![(Place::Table, Weakness::NoDeletionProtection)], ..report() },
            Report { vault_root: Digest::of(b"other"), ..report() },
            Report { replica_root: Digest::of(b"other"), ..report() },
        ] {
            assert!(!unsound.is_sound());
        }
    }

    #[test]
    fn a_table_is_divided_by_its_size() {
        let shards = [0, 80_000, 80_001, 1_000_000, u64::MAX].map(shards_for);
        assert_eq!(shards, [4, 4, 5, 50, 512]);
    }

    fn any_report() -> impl Strategy<Value = Report> {
        let differences =
            prop::collection::btree_map(select(Difference::ALL.to_vec()), 0_u64..3, 0..2);
        let weakness = (
            select(vec![Place::Vault, Place::Table]),
            select(vec![Weakness::Expires, Weakness::PublicAccess]),
        );
        let weaknesses =
            prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(weakness, 1..3)];
        let roots =
            prop_oneof![digest().prop_map(|root| [root; 3]), [digest(), digest(), digest()]];
        let counts = [0_u64..2, 0_u64..2, 0_u64..2, 0_u64..2];
        (day(), prop::option::of(digest()), counts, roots, differences, digest(), weaknesses)
            .prop_map(
                |(
                    date,
                    previous,
                    [files, bytes, reread_files, reread_bytes],
                    roots,
                    differences,
                    differences_root,
                    weaknesses,
                )| {
                    let [rows_root, vault_root, replica_root] = roots;
                    Report {
                        date,
                        previous,
                        files,
                        bytes,
                        rows_root,
                        vault_root,
                        replica_root,
                        reread_files,
                        reread_bytes,
                        differences,
                        differences_root,
                        weaknesses,
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn a_report_has_the_digest_of_another_only_where_both_say_the_same(
            one in any_report(), other in any_report(), part in 0_usize..8,
        ) {
            let other = other.clone();
            let mixed = match part {
                0 => Report { date: other.date, ..one.clone() },
                1 => Report { previous: other.previous, ..one.clone() },
                2 => Report { files: other.files, reread_files: other.reread_files, ..one.clone() },
                3 => Report { bytes: other.bytes, reread_bytes: other.reread_bytes, ..one.clone() },
                4 => Report {
                    rows_root: other.rows_root,
                    vault_root: other.vault_root,
                    ..one.clone()
                },
                5 => Report { replica_root: other.replica_root, ..one.clone() },
                6 => Report {
                    differences: other.differences,
                    differences_root: other.differences_root,
                    ..one.clone()
                },
                _ => Report { weaknesses: other.weaknesses, ..one.clone() },
            };
            prop_assert_eq!(mixed.digest() == one.digest(), mixed == one);
            let kept = serde_json::to_string(&mixed).unwrap();
            let back: Report = serde_json::from_str(&kept).unwrap();
            prop_assert_eq!(back.digest(), mixed.digest());
            prop_assert_eq!(back, mixed);
        }

        #[test]
        fn whatever_was_found_makes_a_report_unsound(
            report in any_report(), pick in 0..Difference::ALL.len(), other in digest(),
        ) {
            let found: u64 = report.differences.values().sum();
            let roots = [report.rows_root, report.vault_root, report.replica_root];
            let quiet = found == 0
                && report.weaknesses.is_empty()
                && roots.iter().all(|root| *root == roots[0]);
            prop_assert_eq!(report.is_sound(), quiet);
            let mut differs = report.clone();
            *differs.differences.entry(Difference::ALL[pick]).or_default() += 1;
            prop_assert!(!differs.is_sound());
            let lacking = Report { replica_root: other, ..report.clone() };
            prop_assert!(!lacking.is_sound() || other == report.rows_root);
        }

        #[test]
        fn a_larger_table_has_no_fewer_shards_and_none_has_more_than_its_part(
            items in 0_u64..20_000_000, more: u64,
        ) {
            let shards = shards_for(items);
            prop_assert!((4..=512).contains(&shards));
            prop_assert!(shards <= shards_for(items.saturating_add(more)));
            prop_assert!(shards == 512 || u64::from(shards) * 20_000 >= items);
            prop_assert!(shards == 4 || (u64::from(shards) - 1) * 20_000 < items);
        }
    }
}

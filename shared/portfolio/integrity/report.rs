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
    use super::*;

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
}

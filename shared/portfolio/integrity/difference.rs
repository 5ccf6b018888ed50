use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::ParseIdError;

/// What the three sides do not agree on about a file, or items about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Bytes lie in the vault or in its copy, and no row knows them.
    RowMissing,
    /// An owner has fewer rows than on the day before. Rows are never removed.
    FewerRows,
    /// An item is not there that another one speaks of, such as an outcome that a file is used by, or
    /// that was there the night before and that nobody removes, such as a school's settings.
    ItemMissing,
    /// There are fewer items than the night before: of an owner's outcomes and performances, less what
    /// the owner removed; or in a part of the table from which nothing is removed.
    FewerItems,
    /// Two items that say the same do not agree: the two copies of a selection, a count, the space.
    ItemsDiffer,
    /// The vault does not hold the version that the row names.
    VaultMissing,
    /// The vault holds it under another version, or under a delete marker.
    VaultHidden,
    /// The vault says another size or SHA-256 of it than the row.
    VaultDiffers,
    /// Its bytes, read again, have another SHA-256.
    BytesDiffer,
    /// The copy does not hold the version that the row names.
    ReplicaMissing,
    /// The copy holds it under another version, or under a delete marker.
    ReplicaHidden,
    /// The copy says another size or SHA-256 of it than the row.
    ReplicaDiffers,
    /// The bytes of the copy, read again, have another SHA-256.
    ReplicaBytesDiffer,
    /// A submission holds the file, and the version is under no legal hold.
    HoldMissing,
}

impl Difference {
    /// Every difference, in the order of the report.
    pub const ALL: [Self; 14] = [
        Self::RowMissing,
        Self::FewerRows,
        Self::ItemMissing,
        Self::FewerItems,
        Self::ItemsDiffer,
        Self::VaultMissing,
        Self::VaultHidden,
        Self::VaultDiffers,
        Self::BytesDiffer,
        Self::ReplicaMissing,
        Self::ReplicaHidden,
        Self::ReplicaDiffers,
        Self::ReplicaBytesDiffer,
        Self::HoldMissing,
    ];

    /// Whether the owner lacks something now. The others leave a file with less protection than it
    /// should have.
    pub fn is_loss(self) -> bool {
        !matches!(
            self,
            Self::ReplicaMissing
                | Self::ReplicaHidden
                | Self::ReplicaDiffers
                | Self::ReplicaBytesDiffer
                | Self::HoldMissing
        )
    }

    /// Whether it is about something else than files.
    pub fn is_of_items(self) -> bool {
        matches!(self, Self::ItemMissing | Self::FewerItems | Self::ItemsDiffer)
    }

    /// The name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::RowMissing => "row_missing",
            Self::FewerRows => "fewer_rows",
            Self::ItemMissing => "item_missing",
            Self::FewerItems => "fewer_items",
            Self::ItemsDiffer => "items_differ",
            Self::VaultMissing => "vault_missing",
            Self::VaultHidden => "vault_hidden",
            Self::VaultDiffers => "vault_differs",
            Self::BytesDiffer => "bytes_differ",
            Self::ReplicaMissing => "replica_missing",
            Self::ReplicaHidden => "replica_hidden",
            Self::ReplicaDiffers => "replica_differs",
            Self::ReplicaBytesDiffer => "replica_bytes_differ",
            Self::HoldMissing => "hold_missing",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Difference {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or(ParseIdError("difference"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are};

    proptest! {
        #[test]
        fn a_difference_has_one_name(
            text in name_or_noise(Difference::ALL.map(Difference::name).to_vec()),
        ) {
            prop_assert!(names_are::<Difference>(&Difference::ALL.map(Difference::name), &text));
        }
    }
}

use serde::{Deserialize, Serialize};

/// Where a file's row stands. A row is never removed: its tombstone answers every later replay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// The space is held, the bytes are not there yet.
    Reserved,
    /// The bytes are being copied from staging to the vault.
    Promoting,
    /// The bytes are in the vault, read back and verified.
    Stored,
    /// Tombstone: the reservation ended before bytes came. The space was given back.
    Expired,
    /// Tombstone: the bytes were not what was reserved. The space was given back.
    Mismatched,
    /// Tombstone: the owner gave the file up. The space was given back.
    Deleted,
    /// Tombstone: staging and vault were both empty after the lease. The space was given back.
    Lost,
}

impl FileState {
    /// Whether the space has been given back.
    pub fn is_tombstone(self) -> bool {
        matches!(self, Self::Expired | Self::Mismatched | Self::Deleted | Self::Lost)
    }

    /// Whether the row holds space but is not stored yet.
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Reserved | Self::Promoting)
    }

    /// The name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Promoting => "promoting",
            Self::Stored => "stored",
            Self::Expired => "expired",
            Self::Mismatched => "mismatched",
            Self::Deleted => "deleted",
            Self::Lost => "lost",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::file_state;

    proptest! {
        #[test]
        fn a_row_waits_or_is_stored_or_has_given_its_space_back(state in file_state()) {
            let is = [state.is_pending(), state == FileState::Stored, state.is_tombstone()];
            prop_assert_eq!(is.into_iter().filter(|it| *it).count(), 1);
            prop_assert_eq!(serde_json::to_value(state).unwrap(), state.name());
            prop_assert_eq!(
                serde_json::from_value::<FileState>(state.name().into()).unwrap(),
                state
            );
        }
    }
}

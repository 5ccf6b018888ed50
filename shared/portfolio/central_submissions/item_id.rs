use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{LearningOutcomeId, ParseIdError, PerformanceId, selections::Roster};

/// What a row of a roster was made from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemId {
    /// A learning outcome, `lo_…`.
    Outcome(LearningOutcomeId),
    /// A diverse performance, `dp_…`.
    Performance(PerformanceId),
}

impl ItemId {
    /// The roster that it belongs in.
    pub fn roster(self) -> Roster {
        match self {
            Self::Outcome(_) => Roster::LearningOutcomes,
            Self::Performance(_) => Roster::DiversePerformances,
        }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outcome(id) => id.fmt(f),
            Self::Performance(id) => id.fmt(f),
        }
    }
}

impl fmt::Debug for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ItemId {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let performance = || text.parse().map(Self::Performance);
        text.parse().map(Self::Outcome).or_else(|_| performance()).map_err(|_| ParseIdError("item"))
    }
}

impl Serialize for ItemId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_item_prints_and_parses_back_into_its_roster() {
        let outcome = ItemId::Outcome(LearningOutcomeId::new(Uuid::from_u128(7)));
        let performance = ItemId::Performance(PerformanceId::new(Uuid::from_u128(7)));
        for (item, roster) in
            [(outcome, Roster::LearningOutcomes), (performance, Roster::DiversePerformances)]
        {
            assert_eq!(item.to_string().parse(), Ok(item));
            assert_eq!(item.roster(), roster);
        }
        assert!("acc_00000000000000000000000000000007".parse::<ItemId>().is_err());
    }

    proptest! {
        #[test]
        fn what_is_read_is_printed_as_it_stood(text in "(lo|dp|acc)_[0-9a-fA-F]{31,33}|\\PC{0,40}") {
            if let Ok(item) = text.parse::<ItemId>() {
                prop_assert_eq!(item.to_string(), text);
            }
        }
    }
}

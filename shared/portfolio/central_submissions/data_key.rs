use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Digest, ItemId, Scope};
use crate::ParseIdError;

const LENGTH: usize = 32;

// No I, L, O and U: a key that is read out over the telephone is not misheard. Letters among the
// digits keep a spreadsheet from reading a key as a number.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The name of a row (DataKey), to which the receipt refers: 32 digits and capital letters that
/// follow from school, year, roster and item, so that the same item has the same key whenever it is
/// sent.
///
/// ```
/// use portfolio::{SchoolYear, central_submissions::{DataKey, Scope}, selections::Roster};
/// let scope = Scope {
///     school: "353301".parse().unwrap(),
///     year: SchoolYear::new(115).unwrap(),
///     roster: Roster::LearningOutcomes,
/// };
/// let item = "lo_00000000000000000000000000000007".parse().unwrap();
/// let key = DataKey::of(&scope, item);
/// assert_eq!(key.to_string().len(), 32);
/// assert_eq!(key, DataKey::of(&scope, item));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DataKey([u8; LENGTH]);

impl DataKey {
    /// The key of this item: the first 160 bits of a SHA-256, five bits a character.
    pub fn of(scope: &Scope, item: ItemId) -> Self {
        let digest =
            Digest::of(format!("portfolio.data_key.v1\n{}\n{item}", scope.label()).as_bytes());
        let bit = |n: usize| usize::from(digest.as_bytes()[n / 8] >> (7 - n % 8) & 1);
        let five = |n: usize| (5 * n..5 * n + 5).fold(0, |value, n| value << 1 | bit(n));
        Self(std::array::from_fn(|n| ALPHABET[five(n)]))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DataKey {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; LENGTH]>::try_from(text.as_bytes()) {
            Ok(bytes) if bytes.iter().all(|b| ALPHABET.contains(b)) => Ok(Self(bytes)),
            _ => Err(ParseIdError("data_key")),
        }
    }
}

impl Serialize for DataKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for DataKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{super::samples, *};
    use crate::selections::Roster;

    #[test]
    fn a_key_never_changes() {
        let key = DataKey::of(&samples::scope(Roster::LearningOutcomes), samples::outcome_id(7));
        assert_eq!(key.as_str(), "3XAY1QYXMJP0NA3MQFPGEXAK8VNC33QW");
        assert_eq!(key.to_string().parse(), Ok(key));
    }

    #[test]
    fn another_school_year_roster_or_item_is_another_key() {
        let scope = samples::scope(Roster::LearningOutcomes);
        let item = samples::outcome_id(7);
        let keys = BTreeSet::from([
            DataKey::of(&scope, item),
            DataKey::of(&Scope { school: "353302".parse().unwrap(), ..scope.clone() }, item),
            DataKey::of(&Scope { year: "114".parse().unwrap(), ..scope.clone() }, item),
            DataKey::of(&samples::scope(Roster::DiversePerformances), item),
            DataKey::of(&scope, samples::outcome_id(8)),
        ]);
        assert_eq!(keys.len(), 5);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let short = "0".repeat(31);
        for text in
            ["", &short, &"i".repeat(32), &"O".repeat(32), &"學".repeat(32), &"學".repeat(10)]
        {
            assert!(text.parse::<DataKey>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_printed_as_it_stood(text in "[0-9A-Za-z]{30,34}|\\PC{0,34}") {
            if let Ok(key) = text.parse::<DataKey>() {
                prop_assert_eq!(key.as_str(), text.as_str());
            }
        }

        #[test]
        fn every_item_has_a_key_of_its_own(one: u128, other: u128) {
            let scope = samples::scope(Roster::LearningOutcomes);
            let key = |n| DataKey::of(&scope, samples::outcome_id(n));
            prop_assert_eq!(key(one) == key(other), one == other);
            prop_assert_eq!(key(one).to_string().parse(), Ok(key(one)));
        }
    }
}

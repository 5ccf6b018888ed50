use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Digest, Scope, canonical_json};

/// What is signed of a batch: its root, the root of the school's batch before it, and its number.
/// Each batch thereby vouches for all before it, and none can be left out, put in or exchanged
/// without breaking every signature after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLink {
    /// What the batch is about.
    pub scope: Scope,
    /// Its number among all batches of the school; the first is 1.
    pub sequence: u64,
    /// The root of the batch before it; none for the first.
    pub previous_root: Option<Digest>,
    /// Its root.
    pub root: Digest,
}

/// A link that does not follow from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the batch with the number {sequence} does not follow from the one before it")]
pub struct ChainBreak {
    /// Its number.
    pub sequence: u64,
}

impl ChainLink {
    /// The link of the batch after `previous`.
    ///
    /// ```
    /// use portfolio::{SchoolYear, central_submissions::{ChainLink, Digest, Scope}, selections::Roster};
    /// let scope = Scope {
    ///     school: "353301".parse().unwrap(),
    ///     year: SchoolYear::new(115).unwrap(),
    ///     roster: Roster::LearningOutcomes,
    /// };
    /// let first = ChainLink::after(None, scope.clone(), Digest::of(b"first"));
    /// let second = ChainLink::after(Some(&first), scope, Digest::of(b"second"));
    /// assert_eq!(second.sequence, 2);
    /// assert_eq!(second.previous_root, Some(first.root));
    /// ```
    pub fn after(previous: Option<&Self>, scope: Scope, root: Digest) -> Self {
        Self {
            scope,
            sequence: previous.map_or(1, |link| link.sequence.saturating_add(1)),
            previous_root: previous.map(|link| link.root),
            root,
        }
    }

    /// The bytes over which the signature (Ed25519) is made: canonical JSON. The purpose keeps the
    /// signature from being taken for that of a file's receipt, which the same key may make.
    ///
    /// To verify: rebuild the root from the manifest, write these bytes from it, and check the
    /// signature with the published key; then do the same with the batch before.
    pub fn bytes_to_sign(&self) -> Vec<u8> {
        let signed = json!({
            "purpose": "portfolio.central_submission.v1",
            "school": self.scope.school,
            "year": self.scope.year,
            "roster": self.scope.roster,
            "sequence": self.sequence,
            "previous_root": self.previous_root,
            "root": self.root,
        });
        canonical_json(&signed).into_bytes()
    }
}

/// Whether these links, from the first batch of a school on, follow from each other. The signature
/// of each is checked by whoever holds the key.
pub fn verify_chain(links: &[ChainLink]) -> Result<(), ChainBreak> {
    let mut previous: Option<&ChainLink> = None;
    for link in links {
        let expected = ChainLink::after(previous, link.scope.clone(), link.root);
        let same_school = previous.is_none_or(|before| before.scope.school == link.scope.school);
        if *link != expected || !same_school {
            return Err(ChainBreak { sequence: link.sequence });
        }
        previous = Some(link);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::samples, *};
    use crate::selections::Roster;
    use crate::strategies::{digest, year};

    fn chain() -> Vec<ChainLink> {
        let mut links: Vec<ChainLink> = Vec::new();
        for (n, roster) in (0_u8..).zip([Roster::ALL, Roster::ALL].concat()) {
            let link = ChainLink::after(links.last(), samples::scope(roster), Digest::of(&[n]));
            links.push(link);
        }
        links
    }

    #[test]
    fn what_is_signed_can_be_written_by_anybody() {
        let first = &chain()[0];
        assert_eq!(
            String::from_utf8(first.bytes_to_sign()).unwrap(),
            format!(
                "{{\"previous_root\":null,\"purpose\":\"portfolio.central_submission.v1\",\
                 \"root\":\"{}\",\"roster\":\"learning_outcomes\",\"school\":\"353301\",\
                 \"sequence\":1,\"year\":115}}",
                Digest::of(&[0])
            )
        );
    }

    #[test]
    fn a_link_left_out_exchanged_or_changed_breaks_the_chain() {
        let links = chain();
        assert_eq!(verify_chain(&links), Ok(()));
        assert_eq!(verify_chain(&[]), Ok(()));
        assert_eq!(verify_chain(&links[1..]), Err(ChainBreak { sequence: 2 }));
        let mut left_out = links.clone();
        left_out.remove(1);
        assert_eq!(verify_chain(&left_out), Err(ChainBreak { sequence: 3 }));
        let mut changed = links.clone();
        changed[1].root = Digest::of(b"other");
        assert_eq!(verify_chain(&changed), Err(ChainBreak { sequence: 3 }));
        let mut other_school = links;
        other_school[2].scope.school = "353302".parse().unwrap();
        assert_eq!(verify_chain(&other_school), Err(ChainBreak { sequence: 3 }));
    }

    #[test]
    fn every_part_is_under_the_signature() {
        let link = &chain()[1];
        let changed = [
            ChainLink { sequence: 9, ..link.clone() },
            ChainLink { root: Digest::of(b"other"), ..link.clone() },
            ChainLink { previous_root: None, ..link.clone() },
            ChainLink { scope: samples::scope(Roster::LearningOutcomes), ..link.clone() },
        ];
        for other in changed {
            assert_ne!(other.bytes_to_sign(), link.bytes_to_sign());
        }
    }

    /// The chain of one school. Roots are few, so that two schools often have the same.
    fn chain_of(school: &'static str) -> impl Strategy<Value = Vec<ChainLink>> {
        let batch = (digest(), year(), 0..Roster::ALL.len());
        prop::collection::vec(batch, 1..5).prop_map(move |batches| {
            let mut links: Vec<ChainLink> = Vec::new();
            for (root, year, roster) in batches {
                let scope =
                    Scope { school: school.parse().unwrap(), year, roster: Roster::ALL[roster] };
                links.push(ChainLink::after(links.last(), scope, root));
            }
            links
        })
    }

    proptest! {
        #[test]
        fn of_what_was_signed_only_a_schools_first_batches_in_their_order_are_a_chain(
            ours in chain_of("353301"),
            theirs in chain_of("353302"),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
            first in 0_usize..4,
        ) {
            let signed = [ours.clone(), theirs.clone()].concat();
            // Often a chain's own beginning, and then anything.
            let mut links: Vec<ChainLink> = ours.iter().take(first).cloned().collect();
            links.extend(picks.iter().map(|pick| pick.get(&signed).clone()));
            let is_beginning = ours.starts_with(&links) || theirs.starts_with(&links);
            prop_assert_eq!(verify_chain(&links).is_ok(), is_beginning);
            for length in 0..=ours.len() {
                prop_assert_eq!(verify_chain(&ours[..length]), Ok(()));
            }
        }

        #[test]
        fn whatever_is_changed_in_a_link_needs_another_signature(
            links in chain_of("353301"),
            at: prop::sample::Index,
            other in chain_of("353302"),
            part in 0_usize..6,
        ) {
            let link = at.get(&links);
            let other = &other[0];
            let scope = link.scope.clone();
            let changed = match part {
                0 => ChainLink { sequence: link.sequence + 1, ..link.clone() },
                1 => ChainLink { previous_root: other.previous_root, ..link.clone() },
                2 => ChainLink { root: other.root, ..link.clone() },
                3 => ChainLink {
                    scope: Scope { school: other.scope.school.clone(), ..scope },
                    ..link.clone()
                },
                4 => ChainLink { scope: Scope { year: other.scope.year, ..scope }, ..link.clone() },
                _ => ChainLink {
                    scope: Scope { roster: other.scope.roster, ..scope },
                    ..link.clone()
                },
            };
            prop_assert_eq!(changed.bytes_to_sign() == link.bytes_to_sign(), changed == *link);
            let text = serde_json::to_string(&changed).unwrap();
            prop_assert_eq!(serde_json::from_str::<ChainLink>(&text).unwrap(), changed);
        }
    }
}

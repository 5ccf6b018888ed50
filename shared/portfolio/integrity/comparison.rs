use jiff::{SignedDuration, Timestamp};

use super::Difference;
use crate::files::FileState;

/// How long after its acceptance a file's second copy may be under way. The template asks S3 for a
/// quarter of an hour, with an alarm; ours.
pub const REPLICATED_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// What a row says of its file.
#[derive(Debug, Clone)]
pub struct RowFacts<'a> {
    /// Where it stands.
    pub state: FileState,
    /// Bytes.
    pub size: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: &'a str,
    /// When the file was accepted.
    pub accepted_at: Option<Timestamp>,
    /// Whether a submission holds it.
    pub held: bool,
}

/// What one bucket shows of the version that the row names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copy {
    /// What the bucket says of it; none where it is not there.
    pub there: Option<CopyFacts>,
    /// Whether whoever asks for the file without naming a version gets it.
    pub on_top: bool,
}

/// What the bucket says of a version without its bytes being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyFacts {
    /// Bytes.
    pub size: u64,
    /// 64 lower-case hexadecimal digits; none where the bucket has none.
    pub sha256: Option<String>,
    /// Whether it is under legal hold.
    pub held: bool,
}

impl RowFacts<'_> {
    /// Whether the file is stored, and its second copy must have arrived by now. Before, it is in no
    /// root.
    pub fn is_settled(&self, now: Timestamp) -> bool {
        let arrived = self.accepted_at.is_none_or(|at| now.duration_since(at) >= REPLICATED_WITHIN);
        self.state == FileState::Stored && arrived
    }
}

impl Copy {
    /// Whether these are the bytes that the row speaks of.
    pub fn is_of(&self, row: &RowFacts<'_>) -> bool {
        let same = |facts: &CopyFacts| {
            facts.size == row.size && facts.sha256.as_deref() == Some(row.sha256)
        };
        self.there.as_ref().is_some_and(same)
    }
}

/// The three-way comparison of one file that has a row. What is under way, and what was given up,
/// may have bytes or not.
pub fn compare(
    row: &RowFacts<'_>,
    vault: &Copy,
    replica: &Copy,
    now: Timestamp,
) -> Vec<Difference> {
    if row.state != FileState::Stored {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(side(
        row,
        vault,
        [Difference::VaultMissing, Difference::VaultHidden, Difference::VaultDiffers],
    ));
    // A copy that is there is looked at even while it may be under way.
    if row.is_settled(now) || replica.there.is_some() {
        found.extend(side(
            row,
            replica,
            [Difference::ReplicaMissing, Difference::ReplicaHidden, Difference::ReplicaDiffers],
        ));
    }
    let free = |copy: &Copy| copy.there.as_ref().is_some_and(|facts| !facts.held);
    if row.held && (free(vault) || free(replica)) {
        found.push(Difference::HoldMissing);
    }
    found
}

/// What is wrong on one side: the worst of missing, different, hidden.
fn side(
    row: &RowFacts<'_>,
    copy: &Copy,
    [missing, hidden, differs]: [Difference; 3],
) -> Option<Difference> {
    if copy.there.is_none() {
        return Some(missing);
    }
    if !copy.is_of(row) {
        return Some(differs);
    }
    (!copy.on_top).then_some(hidden)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + hours * 3600).unwrap()
    }

    fn row(held: bool) -> RowFacts<'static> {
        let (state, accepted_at) = (FileState::Stored, Some(at(0)));
        RowFacts { state, size: 7, sha256: SHA256, accepted_at, held }
    }

    fn copy(held: bool) -> Copy {
        let facts = CopyFacts { size: 7, sha256: Some(SHA256.to_owned()), held };
        Copy { there: Some(facts), on_top: true }
    }

    fn changed(change: impl FnOnce(&mut CopyFacts)) -> Copy {
        let mut copy = copy(true);
        if let Some(facts) = copy.there.as_mut() {
            change(facts);
        }
        copy
    }

    #[test]
    fn three_sides_that_agree_have_no_difference() {
        for held in [false, true] {
            assert_eq!(compare(&row(held), &copy(held), &copy(held), at(24)), []);
        }
    }

    #[test]
    fn each_loss_has_its_name_on_each_side() {
        let hidden = Copy { on_top: false, ..copy(true) };
        for (seen, vault, replica) in [
            (Copy::default(), Difference::VaultMissing, Difference::ReplicaMissing),
            (hidden, Difference::VaultHidden, Difference::ReplicaHidden),
            (changed(|facts| facts.size = 8), Difference::VaultDiffers, Difference::ReplicaDiffers),
            (
                changed(|facts| facts.sha256 = None),
                Difference::VaultDiffers,
                Difference::ReplicaDiffers,
            ),
        ] {
            assert_eq!(compare(&row(true), &seen, &copy(true), at(24)), [vault]);
            assert_eq!(compare(&row(true), &copy(true), &seen, at(24)), [replica]);
            assert_eq!(compare(&row(true), &seen, &seen, at(24)), [vault, replica]);
        }
    }

    #[test]
    fn a_hold_that_is_lifted_on_either_side_is_found_and_one_nobody_asked_for_is_none_of_ours() {
        let free = changed(|facts| facts.held = false);
        assert_eq!(compare(&row(true), &free, &copy(true), at(24)), [Difference::HoldMissing]);
        assert_eq!(compare(&row(true), &copy(true), &free, at(24)), [Difference::HoldMissing]);
        assert_eq!(compare(&row(false), &copy(true), &free, at(24)), []);
    }

    #[test]
    fn a_second_copy_has_an_hour_to_arrive_and_not_a_moment_more() {
        let late = at(1) - SignedDuration::from_secs(1);
        assert_eq!(compare(&row(false), &copy(false), &Copy::default(), late), []);
        let missing = [Difference::ReplicaMissing];
        assert_eq!(compare(&row(false), &copy(false), &Copy::default(), at(1)), missing);
    }

    proptest! {
        #[test]
        fn what_is_not_stored_owes_nothing(pick in 0_usize..6, there: bool, held: bool) {
            let states = [
                FileState::Reserved,
                FileState::Promoting,
                FileState::Expired,
                FileState::Mismatched,
                FileState::Deleted,
                FileState::Lost,
            ];
            let row = RowFacts { state: states[pick], ..row(held) };
            let seen = if there { copy(false) } else { Copy::default() };
            prop_assert_eq!(compare(&row, &seen, &seen, at(24)), []);
        }
    }

    fn any_copy() -> impl Strategy<Value = Copy> {
        let sha256 = prop::option::weighted(
            0.9,
            prop_oneof![3 => Just(SHA256.to_owned()), 1 => "[0-9a-f]{64}"],
        );
        let facts = (6_u64..8, sha256, any::<bool>()).prop_map(|(size, sha256, held)| CopyFacts {
            size,
            sha256,
            held,
        });
        (prop::option::weighted(0.8, facts), any::<bool>())
            .prop_map(|(there, on_top)| Copy { there, on_top })
    }

    proptest! {
        #[test]
        fn something_is_lost_just_where_the_vault_does_not_give_out_what_the_row_says(
            held: bool, vault in any_copy(), replica in any_copy(), hours in 0_i64..3,
        ) {
            let found = compare(&row(held), &vault, &replica, at(hours));
            let given_out = vault.on_top
                && vault
                    .there
                    .as_ref()
                    .is_some_and(|it| it.size == 7 && it.sha256.as_deref() == Some(SHA256));
            let losses = found.iter().filter(|difference| difference.is_loss()).count();
            prop_assert_eq!(losses, usize::from(!given_out));
            // One word a side, and one of the hold.
            let distinct: std::collections::BTreeSet<_> = found.iter().collect();
            prop_assert!(found.len() == distinct.len() && found.len() <= 3);
            // Without a hold nothing is said of holds, and later no less is found.
            prop_assert!(held || !found.contains(&Difference::HoldMissing));
            let later = compare(&row(held), &vault, &replica, at(hours + 1));
            prop_assert!(found.iter().all(|difference| later.contains(difference)));
        }
    }
}

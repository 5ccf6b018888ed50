use super::{
    DiversePerformance, LearningOutcome, PendingCertification, ReminderHour, SignInLock,
    StoredFile, owner_of_items,
};
use crate::Key;

/// How the nightly comparison remembers an item that no time to live ends, so that the next night
/// misses it. A new type of item is remembered by its name without a word here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// By its name.
    Named,
    /// By a mark: there are too many of these for names.
    Marked,
    /// As one of its partition's: there are too many of these for marks, and none comes to a partition
    /// that is a day old.
    Counted,
    /// Not at all: people remove it, or its like is counted otherwise.
    Not,
}

/// What the partitions begin with in which there are too many items for names: accounts, selections.
const MANY: [&str; 2] = ["ACC#", "SEL#"];
/// And in which there are too many for marks: rows of batches, findings of nights.
const COUNTLESS: [&str; 2] = ["SUB#", "INT#"];

/// How the item at this key is remembered.
pub fn lasting(key: &Key) -> Lasting {
    // Files are counted by their owner and by when they came.
    if is_removable(key) || StoredFile::owner_of(&key.pk).is_some() {
        return Lasting::Not;
    }
    let is_in = |partitions: &[&str]| partitions.iter().any(|begin| key.pk.starts_with(begin));
    if is_in(&COUNTLESS) {
        Lasting::Counted
    } else if is_in(&MANY) || owner_of_items(key).is_some() {
        Lasting::Marked
    } else {
        Lasting::Named
    }
}

/// Whether people remove the item at this key; what else there is stays for ever, or until its time
/// to live. What these are missed by:
///
/// - outcomes and performances by the nightly count of what was made, less what its owner removed;
/// - what waits with a teacher by the outcome that waits;
/// - a school's hour of reminders by its settings;
/// - a sign-in's lock by nobody: it has a time to live.
pub fn is_removable(key: &Key) -> bool {
    let of_people =
        [LearningOutcome::PREFIX, DiversePerformance::PREFIX, PendingCertification::PREFIX];
    let is_of_people =
        owner_of_items(key).is_some() && of_people.iter().any(|prefix| key.sk.starts_with(prefix));
    is_of_people || ReminderHour::is_at(key) || SignInLock::is_at(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_remove_is_not_remembered_and_whatever_is_new_is_by_its_name() {
        let person = "USR#acc_0190b0a0000070008000000000000001";
        let file = "FIL#acc_0190b0a0000070008000000000000001";
        for (partition, sort, expected) in [
            (person, "LO#x", Lasting::Not),
            (person, "DP#x", Lasting::Not),
            (person, "CERT#x", Lasting::Not),
            ("HOUR#07", "990301#x", Lasting::Not),
            (file, "x", Lasting::Not),
            (person, "ME", Lasting::Marked),
            ("SEL#990301#115#learning_outcomes", "x", Lasting::Marked),
            ("ACC#x", "ACC", Lasting::Marked),
            ("SUB#x", "ROW#x", Lasting::Counted),
            ("SCH#990301", "LO#x", Lasting::Named),
            ("SCH#990301", "SET", Lasting::Named),
            ("NEW#x", "x", Lasting::Named),
        ] {
            assert_eq!(lasting(&Key::new(partition, sort)), expected, "{partition} {sort}");
        }
    }
}

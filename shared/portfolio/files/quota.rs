use crate::{account::Role, settings::MB};

/// Uploads that one owner may have under way at once. A ninth is told to wait.
pub const MAX_PENDING: usize = 8;

/// The space of an owner, in bytes (使用空間): 200 MB for a student, 150 MB for everybody else
/// (the mission's figures).
pub fn limit_for(roles: &[Role]) -> u64 {
    if roles.contains(&Role::Student) { 200 * MB } else { 150 * MB }
}

/// How the space of an owner stands. All in bytes; `used + pending + free = limit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageQuota {
    /// All there is.
    pub limit: u64,
    /// Neither used nor pending.
    pub free: u64,
    /// Held by uploads under way.
    pub pending: u64,
}

impl StorageQuota {
    /// What stored files take.
    pub fn used(&self) -> u64 {
        self.limit.saturating_sub(self.free).saturating_sub(self.pending)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::Index};

    use super::*;
    use crate::{files::FileState, strategies::roles};

    /// What happens to the files of an owner.
    #[derive(Debug, Clone)]
    enum Event {
        Reserve(u64),
        Promote(Index),
        Store(Index),
        GiveUp(Index, FileState),
    }

    fn event() -> impl Strategy<Value = Event> {
        use FileState::{Deleted, Expired, Lost, Mismatched};
        let tombstone = prop::sample::select(vec![Expired, Mismatched, Deleted, Lost]);
        prop_oneof![
            (1..80 * MB).prop_map(Event::Reserve),
            any::<Index>().prop_map(Event::Promote),
            any::<Index>().prop_map(Event::Store),
            (any::<Index>(), tombstone).prop_map(|(file, ends_as)| Event::GiveUp(file, ends_as)),
        ]
    }

    /// The owner's space and files, with the space moved as the store moves it: free to pending when
    /// it is reserved, out of pending when it is stored, back to free when it is given up.
    struct Owner {
        space: StorageQuota,
        files: Vec<(u64, FileState)>,
    }

    impl Owner {
        fn live(&self) -> Vec<usize> {
            let is_live = |at: &usize| !self.files[*at].1.is_tombstone();
            (0..self.files.len()).filter(is_live).collect()
        }

        /// Whether it happened.
        fn happens(&mut self, event: Event) -> bool {
            let live = self.live();
            match event {
                Event::Reserve(size) if size <= self.space.free => {
                    self.space.free -= size;
                    self.space.pending += size;
                    self.files.push((size, FileState::Reserved));
                }
                Event::Promote(pick) if !live.is_empty() => {
                    let file = &mut self.files[*pick.get(&live)];
                    if file.1 != FileState::Reserved {
                        return false;
                    }
                    file.1 = FileState::Promoting;
                }
                Event::Store(pick) if !live.is_empty() => {
                    let file = &mut self.files[*pick.get(&live)];
                    if file.1 != FileState::Promoting {
                        return false;
                    }
                    file.1 = FileState::Stored;
                    self.space.pending -= file.0;
                }
                Event::GiveUp(pick, ends_as) if !live.is_empty() => {
                    let file = &mut self.files[*pick.get(&live)];
                    self.space.free += file.0;
                    if file.1.is_pending() {
                        self.space.pending -= file.0;
                    }
                    file.1 = ends_as;
                }
                _ => return false,
            }
            true
        }

        fn bytes(&self, state: FileState) -> u64 {
            self.files.iter().filter(|file| file.1 == state).map(|file| file.0).sum()
        }
    }

    proptest! {
        #[test]
        fn free_reserved_promoting_and_stored_are_all_there_is_whatever_happens(
            events in prop::collection::vec(event(), 0..40),
        ) {
            let limit = limit_for(&[Role::Student]);
            let mut owner =
                Owner { space: StorageQuota { limit, free: limit, pending: 0 }, files: Vec::new() };
            for event in events {
                let before = owner.space;
                if !owner.happens(event) {
                    prop_assert_eq!(owner.space, before);
                }
                let StorageQuota { free, pending, .. } = owner.space;
                let [reserved, promoting, stored] =
                    [FileState::Reserved, FileState::Promoting, FileState::Stored]
                        .map(|it| owner.bytes(it));
                prop_assert_eq!(free + reserved + promoting + stored, limit);
                prop_assert_eq!((pending, owner.space.used()), (reserved + promoting, stored));
            }
        }

        #[test]
        fn an_account_has_the_space_of_its_largest_role(roles in roles()) {
            let of_each = roles.iter().map(|role| limit_for(&[*role]));
            prop_assert_eq!(limit_for(&roles), of_each.max().unwrap_or(limit_for(&[])));
            let student = roles.contains(&Role::Student);
            prop_assert_eq!(limit_for(&roles) == 200 * MB, student);
            prop_assert!(student || limit_for(&roles) == 150 * MB);
        }
    }
}

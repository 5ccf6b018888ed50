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

//! Stored files (檔案) and the space they take (使用空間).

mod purpose;
mod quota;
mod reservation;
mod sniff;
mod state;
mod usage;

pub use purpose::{MediaType, OverLimit, Purpose};
pub use quota::{MAX_PENDING, StorageQuota, limit_for};
pub use reservation::{FileRefusal, RequestedFile, Reservation, reserve};
pub use sniff::is_what_it_claims;
pub use state::FileState;
pub use usage::{Slot, UsageRefusal, check_usage};

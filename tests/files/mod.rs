//! 檔案、使用空間: files under an exact quota, whatever goes wrong on the way.

pub mod adds_up;
pub mod brought;
mod cancelled;
mod collected;
mod content;
mod deleted;
mod edge;
mod events;
mod expired;
mod faults;
mod names;
mod other_bytes;
mod promoting;
mod receipts;
mod repeated;
mod replaced;
mod sent;
mod shed;
mod sizes;
mod slow;
pub mod stood;

pub use adds_up::adds_up;

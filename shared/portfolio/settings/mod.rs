//! Limits and settings (功能參數): each with its unit, its origin and its range.

mod school;

pub use school::{SchoolSettings, SettingRange};

/// One megabyte, in bytes. The rules do not say whether they mean 10^6 or 2^20; the larger one
/// refuses nobody who is within the smaller.
pub const MB: u64 = 1 << 20;

/// The longest description of an outcome or performance, in characters (Unicode scalar values
/// after NFC). Origin: 作業要點, since 108.
pub const DESCRIPTION_CHARACTERS: usize = 100;

/// The longest title, in characters. Ours: the rules name none.
pub const TITLE_CHARACTERS: usize = 100;

/// The longest reason for returning an outcome, in characters. Ours.
pub const REASON_CHARACTERS: usize = 500;

/// How long a teacher can take back a certification. Ours.
pub const UNDO_CERTIFICATION: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

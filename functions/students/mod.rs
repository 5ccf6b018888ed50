//! Students (學生): their portfolio as a whole, and how they appear in lists.

mod dashboard;
mod dashboard_view;
mod look;
mod notice_view;
mod own;
mod portfolio_of;
mod removed;
mod student_ref;
mod submissions;

use runtime::Function;

pub use dashboard::facts as notice_facts;
pub use dashboard_view::{OutcomeCounts, QuotaView};
pub use look::remember_look;
pub use notice_view::NoticeView;
pub use own::{made_from, own};
pub use portfolio_of::read;
pub use removed::{remember_removal, removed_before};
pub use student_ref::StudentRef;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[dashboard::FUNCTION, submissions::FUNCTION];

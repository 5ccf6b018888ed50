//! Students (學生): their portfolio as a whole, and how they appear in lists.

mod portfolio_of;
mod student_ref;
mod submissions;

use runtime::Function;

pub use portfolio_of::read;
pub use student_ref::StudentRef;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[submissions::FUNCTION];

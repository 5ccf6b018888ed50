//! Certification (認證): the teacher of a course says that an outcome is the student's own work and
//! belongs to the course. It never grades.

mod decide;
mod keep_phrases;
mod phrases;
mod right;
mod substitutions;
mod withdraw;
mod worklist;

pub use right::may_certify;
use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    worklist::FUNCTION,
    decide::FUNCTION,
    withdraw::FUNCTION,
    substitutions::FUNCTION,
    phrases::FUNCTION,
    keep_phrases::FUNCTION,
];

//! What is allowed: the rules of the learning portfolio and the types they speak of.
//!
//! Nothing in here reads a clock, a file, the network or the environment. A rule is a function of
//! values, the present moment included, and answers with a value or with a [`Refusal`].

mod failure;
mod fields;
mod identifiers;
mod mutants;
mod refusal;
mod school_year;
#[cfg(test)]
mod strategies;
mod text;
mod web_address;

pub use failure::{said, without_values};
pub use fields::{FieldCode, FieldProblem};
pub use identifiers::{
    AccountId, BatchId, CourseId, FileId, LearningOutcomeId, ParseIdError, PerformanceId,
    ProblemReportId, SchoolCode, UploadId,
};
pub use mutants::mutant;
#[cfg(feature = "mutants")]
pub use mutants::{break_everywhere, break_only};
pub use refusal::{Invalid, Refusal};
pub use school_year::{SchoolYear, Semester, Term, taipei};
pub use web_address::{ADDRESS_CHARACTERS, web_address};

pub mod account;
pub mod authorization;
pub mod central_submissions;
pub mod diverse_performances;
pub mod documents;
pub mod files;
pub mod integrity;
pub mod learning_outcomes;
pub mod notices;
pub mod problem_reports;
pub mod reminders;
pub mod selections;
pub mod settings;
pub mod windows;

//! The registry: every function of every area. One file is one Lambda function.

pub mod account;
pub mod central_submissions;
pub mod certifications;
pub mod diverse_performances;
pub mod documents;
pub mod files;
pub mod integrity;
pub mod learning_outcomes;
pub mod reminders;
pub mod school;
pub mod selections;
pub mod session;
pub mod student_records;
pub mod students;

use runtime::Function;

/// Every area's functions.
pub const AREAS: &[&[Function]] = &[
    account::FUNCTIONS,
    central_submissions::FUNCTIONS,
    certifications::FUNCTIONS,
    diverse_performances::FUNCTIONS,
    documents::FUNCTIONS,
    files::FUNCTIONS,
    integrity::FUNCTIONS,
    learning_outcomes::FUNCTIONS,
    reminders::FUNCTIONS,
    school::FUNCTIONS,
    selections::FUNCTIONS,
    session::FUNCTIONS,
    student_records::FUNCTIONS,
    students::FUNCTIONS,
];

/// Every function.
pub fn all() -> impl Iterator<Item = &'static Function> {
    AREAS.iter().copied().flatten()
}

/// The function of that name.
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

//! The content of the demonstration: two schools, a university, the city's page of documents, and the files of
//! the students.
//!
//! Plain values, made by arithmetic from fixed numbers: the same at every start, without a clock,
//! chance or anything to read. Names are made up, no school, university or address exists, and every
//! ID number has a wrong check digit, so that none can be anybody's.

mod attachments;
mod calendar;
mod catalogue;
mod city;
mod courses;
mod crowd;
pub mod documents;
mod draw;
mod identity;
mod outcomes;
mod performances;
mod records;
mod schools;
mod students;
mod teachers;

pub use attachments::{Attachments, File};
pub use calendar::{CURRENT_SEMESTER, CURRENT_YEAR};
pub use city::{CITY_OPERATOR, CityOperator, public_documents};
pub use courses::Course;
pub use crowd::crowd;
pub use outcomes::Outcome;
pub use performances::Performance;
pub use records::{Attendance, Conduct, Grade};
pub use schools::{Class, School, University, schools, universities};
pub use students::Student;
pub use teachers::Teacher;

#[cfg(test)]
mod tests;

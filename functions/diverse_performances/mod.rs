//! Diverse performances (多元表現): what a student did outside the courses, in ten kinds. They need
//! no certification.

mod content;
mod create;
mod delete;
mod kinds;
mod list;
mod show;
mod update;
mod view;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    kinds::FUNCTION,
    create::FUNCTION,
    list::FUNCTION,
    show::FUNCTION,
    update::FUNCTION,
    delete::FUNCTION,
];

//! Selections (勾選): what a student sends to the central database in one school year. One mechanism
//! for both rosters; the four functions only say which.

mod choice;
mod put;
mod put_outcomes;
mod put_performances;
mod show;
mod show_outcomes;
mod show_performances;
mod view;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    show_outcomes::FUNCTION,
    put_outcomes::FUNCTION,
    show_performances::FUNCTION,
    put_performances::FUNCTION,
];

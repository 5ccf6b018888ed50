//! Reminders (預警提醒): one digest per person per day, at the hour that the school sets.

mod addressees;
mod agenda;
mod choose_mail;
mod due_reminders;
mod feedback;
mod post;
mod send;
mod show_mail;
mod student;
mod teacher;
mod tick;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    tick::FUNCTION,
    send::FUNCTION,
    feedback::FUNCTION,
    show_mail::FUNCTION,
    choose_mail::FUNCTION,
];

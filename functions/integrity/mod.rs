//! Integrity (完整性): whatever is lost is found within a day, and two people have seen it.

mod acknowledge;
mod affected_students;
mod close;
mod compare;
mod hours;
mod inventory;
mod items;
mod keeping;
mod list_reports;
mod listed;
mod memory;
mod missed;
mod night;
mod owner;
mod protection;
mod references;
mod report_view;
mod rereading;
mod schools;
mod shard;
mod show_report;
mod strays;
mod survey;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    list_reports::FUNCTION,
    show_report::FUNCTION,
    acknowledge::FUNCTION,
    affected_students::FUNCTION,
    survey::FUNCTION,
    compare::FUNCTION,
];

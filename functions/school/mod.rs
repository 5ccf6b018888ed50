//! The school (學校): what it sets, when it opens what, its classes, and what its users report.

mod accounts;
mod author_view;
mod change_settings;
mod change_window;
mod changed;
mod issue_activation_codes;
mod problem_report_view;
mod problem_reports;
mod report_problem;
mod selection_progress;
mod settings_history;
mod settings_view;
mod settle_problem_report;
mod show_class_students;
mod show_classes;
mod show_settings;
mod show_staff;
mod show_windows;
mod spread_calendars;
mod window_history;
mod window_view;

use runtime::Function;

pub use window_view::WindowView;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    show_settings::FUNCTION,
    change_settings::FUNCTION,
    settings_history::FUNCTION,
    show_windows::FUNCTION,
    change_window::FUNCTION,
    window_history::FUNCTION,
    spread_calendars::FUNCTION,
    show_classes::FUNCTION,
    show_class_students::FUNCTION,
    show_staff::FUNCTION,
    issue_activation_codes::FUNCTION,
    selection_progress::FUNCTION,
    report_problem::FUNCTION,
    problem_reports::FUNCTION,
    settle_problem_report::FUNCTION,
];

//! The journeys: the system as people use it, on a clock of the tests' own.

// Every handler's future is part of one type here.
#![recursion_limit = "256"]
#![allow(clippy::print_stdout, reason = "the story prints each step")]

mod backups;
mod bootstrap;
mod central_submissions;
mod certifications;
mod costs;
mod crash_points;
mod deadlines;
mod delivery;
mod diverse_performances;
mod documents;
mod files;
mod fuzz;
mod gateway;
mod generated;
mod house;
mod integrity;
mod killed;
mod learning_outcomes;
mod logs;
#[cfg(feature = "mutants")]
mod mutants;
mod pages;
mod permissions;
mod played;
mod process;
mod refusals;
mod reminders;
mod rights;
mod sample_events;
mod school;
mod school_lists;
mod security;
mod selections;
mod session;
mod simulation;
mod stage;
mod story;
mod support;
mod wrong_input;

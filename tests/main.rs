//! The journeys: the system as people use it, on a clock of the tests' own.

mod gateway;
mod killed;
mod rights;
mod generated;
mod story;
mod support;

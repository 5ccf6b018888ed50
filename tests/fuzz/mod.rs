//! Inputs that nobody thought of: seeds are changed at random, and whatever a reader of ours makes
//! of them has to hold. The same seed gives the same inputs; `make fuzz` goes on for longer.
//!
//! An input that failed is written beside the seeds of its target, and is tried first from then on.

mod archive;
mod engine;
mod messages;
mod readers;
mod receipt;
mod receipt_table;
mod sniffing;
mod workbook;

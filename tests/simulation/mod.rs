//! Deterministic simulation: the real functions under a scheduler that a seed decides for. It picks
//! who goes on at every call of the cloud, what goes wrong with the call, and whether its caller dies
//! there; time passes only when it says so. Afterwards nothing that was acknowledged may be missing.
//!
//! `SEED=123 make simulate` plays one seed and prints what happened, call by call.

mod act;
mod administrator;
mod browser;
mod clerk;
mod client;
mod coverage;
mod events;
mod faults;
mod foreseen;
mod idle;
mod invariants;
mod kept;
mod ledger;
mod operator;
mod receipt;
mod registry;
mod scheduler;
mod seeds;
mod sessions;
mod sim;
mod sweeper;
mod tally;
mod teacher;
mod trace;
mod uploads;
mod worker;

#[cfg(feature = "mutants")]
pub use seeds::run_broken;

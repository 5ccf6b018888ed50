//! Who may do what: the one place where the system decides it. What is not allowed here is denied.

mod actor;
mod rights;

pub use actor::Actor;
pub use rights::{Action, Denied, Resource, authorize};

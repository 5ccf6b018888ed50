//! The stack of everything that functions stand on. Each area's functions are a stack of their own
//! within it, since a stack takes five hundred resources.

pub mod alarms;
mod api;
mod areas;
mod buckets;
mod inputs;
pub mod intrinsic;
mod mail;
pub mod policy;
mod queues;
mod replica;
mod secrets;
mod sheet;
mod table;
mod web;

use serde_json::{Value, json};

use crate::Unwritable;

pub use queues::{KEPT_S, logical as queue_resource};
pub use replica::replica;
pub use secrets::logical as secret_resource;
pub use sheet::Sheet;

/// The main stack.
pub fn template() -> Result<Value, Unwritable> {
    let mut sheet = Sheet::new("The learning-portfolio system: everything its functions stand on.");
    // The areas' stacks are packaged before they are deployed.
    sheet.metadata(json!({ "cfn-lint": { "config": { "ignore_checks": ["W3002"] } } }));
    inputs::add(&mut sheet);
    table::add(&mut sheet);
    buckets::add(&mut sheet);
    queues::add(&mut sheet);
    secrets::add(&mut sheet);
    mail::add(&mut sheet);
    api::add(&mut sheet);
    web::add(&mut sheet);
    alarms::add(&mut sheet);
    areas::add(&mut sheet)?;
    sheet.into_value()
}

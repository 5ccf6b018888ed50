//! The stack of everything that functions stand on. Each area's functions are a stack of their own
//! within it, since a stack takes five hundred resources.

mod alarms;
mod api;
mod areas;
mod buckets;
mod inputs;
pub mod intrinsic;
mod mail;
mod queues;
mod replica;
mod secrets;
mod sheet;
mod table;
mod web;

use serde_json::Value;

use crate::Unwritable;

pub use queues::logical as queue_resource;
pub use replica::replica;
pub use sheet::Sheet;

/// The main stack.
pub fn template() -> Result<Value, Unwritable> {
    let mut sheet = Sheet::new("The learning-portfolio system: everything its functions stand on.");
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

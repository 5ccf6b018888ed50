//! Sample events: for every function, what AWS really sends. Generated once, then people's to edit.

mod background;
mod request;
mod value;

use runtime::{Function, Trigger};
use serde_json::Value;

/// One sample for every function: its path and the event.
pub fn samples() -> Vec<(String, Value)> {
    functions::all().map(|function| (path(function), event(function))).collect()
}

/// `events/<area>/<function>.<case>.json`
fn path(function: &Function) -> String {
    let verb = function.name.split_once('.').map_or(function.name, |(_, verb)| verb);
    format!("events/{}/{verb}.usual.json", function.area())
}

fn event(function: &Function) -> Value {
    match &function.trigger {
        Trigger::Route(route) => request::event(route),
        Trigger::Schedule { .. } => background::tick(),
        Trigger::Queue { queue, .. } => background::messages(*queue),
    }
}

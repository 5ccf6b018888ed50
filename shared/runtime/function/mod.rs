//! The declaration that stands beside every handler: the one truth from which dispatch, routes,
//! the template, the API document, sample events and the permission matrix are derived.

mod needs;
mod route;
mod triggers;

pub use needs::{Bucket, Need, Queue, Secret, TableAction, is_of_bucket};
pub use route::{Callers, HandlerFuture, Method, Route, SchemaOf, schema};
pub use triggers::{Failure, Message, MessageFuture, Tick, TickFuture, Trigger};

use portfolio::account::Role;

/// One Lambda function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// `area.verb`, for example `learning-outcomes.create`. Everything else is named after it.
    pub name: &'static str,
    /// The Chinese term of what it does.
    pub term: &'static str,
    /// One English sentence for the API document.
    pub summary: &'static str,
    /// What calls it.
    pub trigger: Trigger,
    /// What it may do in the cloud. What is not declared is refused, on AWS and locally.
    pub needs: &'static [Need],
    /// Megabytes of memory, and with them its share of a processor.
    pub memory_mb: u32,
    /// Seconds after which it is stopped.
    pub timeout_s: u32,
}

impl Function {
    /// The area: the folder it lies in.
    pub fn area(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(area, _)| area)
    }

    /// The name in CamelCase, as the template's resources carry it.
    pub fn resource(&self) -> String {
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        };
        self.name.split(['.', '-']).filter_map(capital).collect()
    }

    /// Every code that its route can answer with: those that follow from who may call it and from
    /// what it takes and needs, and its own. Empty where it has no route.
    pub fn codes(&self) -> Vec<&'static str> {
        let Some(route) = self.route() else { return Vec::new() };
        let mut codes = vec!["input.too_large"];
        if !self.needs.is_empty() {
            codes.push("unavailable");
        }
        if route.body.is_some() {
            codes.push("input.malformed");
        }
        if route.body.is_some() || !route.query.is_empty() {
            codes.push("input.invalid");
        }
        match route.callers {
            Callers::Anyone => {}
            Callers::Activating => codes.extend(["session.required", "session.already_activated"]),
            Callers::SignedIn(roles) => {
                codes.extend(["session.required", "session.activation_required"]);
                if Role::ALL.iter().any(|role| !roles.contains(role)) {
                    codes.push("forbidden");
                }
                if route.path.contains('{') {
                    codes.push("not_found");
                }
            }
        }
        for own in route.refusals {
            if !codes.contains(own) {
                codes.push(own);
            }
        }
        codes
    }

    /// The route, where it is called by one.
    pub fn route(&self) -> Option<&Route> {
        match &self.trigger {
            Trigger::Route(route) => Some(route),
            Trigger::Schedule { .. } | Trigger::Queue { .. } => None,
        }
    }
}

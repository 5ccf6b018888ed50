use std::collections::BTreeMap;

use runtime::{Function, Method};
use serde_json::Value;

use crate::support::function_of;

/// Where what a call changes is shown afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The path of a `GET`.
    pub path: String,
    /// In a list, what its element says of itself.
    pub element: BTreeMap<&'static str, String>,
}

/// What is shown elsewhere than its path says: who shows it, as its element with the answer's id.
const ELSEWHERE: [(&str, &str); 1] = [("school.report-problem", "school.problem-reports")];

/// What changes something that no other route shows, and what is looked at in its place.
const SHOWN_NOWHERE: [(&str, &str); 8] = [
    ("account.change-password", "the sign-in refuses the old one"),
    ("files.confirm", "the ledger's files: stored until somebody may have given it up"),
    ("files.reserve", "the ledger's files: a row for ever; a reservation ends by itself"),
    ("school.issue-activation-codes", "codes are told once"),
    ("session.activate", "the session that it gives is good"),
    ("session.refresh", "the session that it gives is good"),
    ("session.sign-in", "the session that it gives is good"),
    ("session.sign-out", "a refusal of the next refresh says nothing: it may have other reasons"),
];

/// Whether no route shows what the function changes.
pub fn is_shown_nowhere(function: &str) -> bool {
    SHOWN_NOWHERE.iter().any(|(name, _)| *name == function)
}

impl Shown {
    /// Where the registry shows it: what was made, under its id; anything else at its own path, or at
    /// the nearest above it. None where nothing shows it, or not before the answer says its id.
    pub fn of(function: &'static Function, path: &str, answer: &Value) -> Option<Self> {
        let route = function.route().filter(|_| !is_shown_nowhere(function.name))?;
        if let Some((_, shows)) = ELSEWHERE.iter().find(|(made, _)| *made == function.name) {
            return Self::elsewhere(shows, answer);
        }
        if let Some(name) = made(route.method, route.path) {
            let id = identity(name, answer)?;
            return Some(Self { path: format!("{path}/{id}"), element: BTreeMap::new() });
        }
        let pattern: Vec<&'static str> = route.path.split('/').collect();
        let parts: Vec<&str> = path.split('/').collect();
        let shows = |length: &usize| is_shown(&pattern[..*length].join("/"));
        let length = (3..=pattern.len()).rev().find(shows)?;
        let below = pattern[length..].iter().zip(&parts[length..]);
        let element = below.filter_map(|(name, value)| Some((parameter(name)?, (*value).into())));
        Some(Self { path: parts[..length].join("/"), element: element.collect() })
    }

    /// In a list of the first school's.
    fn elsewhere(shows: &str, answer: &Value) -> Option<Self> {
        let path = functions::find(shows)?.route()?.path;
        let element = BTreeMap::from([("id", answer["id"].as_str()?.to_owned())]);
        Some(Self { path: path.replace("{school}", crate::support::SCHOOL), element })
    }

    /// The part of what is read there that shows it. None where it is there no more; an error where
    /// it may stand on another page.
    pub fn found<'b>(&self, body: &'b Value) -> Result<Option<&'b Value>, ()> {
        let Some(items) = body["items"].as_array().filter(|_| !self.element.is_empty()) else {
            return Ok(Some(body));
        };
        let is_it = |item: &&Value| {
            self.element.iter().all(|(name, value)| identity(name, item) == Some(value))
        };
        match items.iter().find(is_it) {
            None if !body["next"].is_null() => Err(()),
            found => Ok(found),
        }
    }

    /// Whether the path itself is what is shown, so that it may be gone.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// The function that shows it.
    pub fn function(&self) -> &'static Function {
        function_of("GET", &self.path).expect("what shows it has a route")
    }
}

/// What a value says of itself under the name of a parameter: `kind`, `file_id` or just its `id`.
pub fn identity<'v>(name: &str, value: &'v Value) -> Option<&'v String> {
    [name, &format!("{name}_id"), "id"].into_iter().find_map(|name| match &value[name] {
        Value::String(text) => Some(text),
        _ => None,
    })
}

/// The name of the parameter under which what such a route makes is shown.
fn made(method: Method, path: &str) -> Option<&'static str> {
    if method != Method::Post {
        return None;
    }
    let below = gets().find_map(|shown| shown.strip_prefix(path)?.strip_prefix('/'));
    parameter(below?)
}

/// The name within braces, where that is all.
pub fn parameter(part: &'static str) -> Option<&'static str> {
    part.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.contains('/'))
}

fn is_shown(path: &str) -> bool {
    gets().any(|shown| shown == path)
}

/// The paths of everything that can be read.
fn gets() -> impl Iterator<Item = &'static str> {
    let routes = functions::all().filter_map(Function::route);
    routes.filter(|route| route.method == Method::Get).map(|route| route.path)
}

#[test]
fn what_is_shown_nowhere_exists() {
    for (name, why) in SHOWN_NOWHERE {
        assert!(functions::find(name).is_some() && !why.is_empty(), "{name} exists no more");
    }
}

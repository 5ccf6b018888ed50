use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Stage;
use crate::support::Request;

/// How a field takes more than the one value that stands in the example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leniency {
    /// Any text of people's, within its length.
    Text,
    /// Any word of letters, digits and hyphens.
    Code,
    /// Blank, or left out where the API document does not know it.
    Blank,
    /// Blanks around the value.
    Trimmed,
    /// A number with a fraction.
    Fraction,
    /// Whatever its type allows, since nothing depends on it.
    Unread,
}

/// One call of a route that is accepted as it stands.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The function's name.
    pub function: &'static str,
    /// Who calls; nobody, where there is none.
    pub who: Option<&'static str>,
    /// The parameters of the path that differ from [`usual`].
    pub at: BTreeMap<&'static str, String>,
    /// The parameters behind the path.
    pub query: Vec<(&'static str, String)>,
    /// What is sent.
    pub body: Option<Value>,
    /// Fields that take more than the one right value.
    lenient: BTreeSet<(Leniency, String)>,
}

impl Example {
    /// A call without a body, of the usual things.
    pub fn new(function: &'static str, who: &'static str) -> Self {
        Self { function, who: Some(who).filter(|who| !who.is_empty()), ..Self::default() }
    }

    /// With another value in the path.
    pub fn at(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.at.insert(name, value.into());
        self
    }

    /// With a parameter behind the path.
    pub fn query(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// With a body.
    pub fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// These fields are lenient so.
    pub fn lets(mut self, leniency: Leniency, fields: &[&str]) -> Self {
        self.lenient.extend(fields.iter().map(|field| (leniency, (*field).to_owned())));
        self
    }

    /// Whether a field is lenient so.
    pub fn is(&self, leniency: Leniency, field: &str) -> bool {
        self.lenient.contains(&(leniency, field.to_owned()))
    }

    /// The fields that take any text of people's.
    pub fn texts(&self) -> Vec<String> {
        let texts = self.lenient.iter().filter(|(leniency, _)| *leniency == Leniency::Text);
        texts.map(|(_, field)| field.clone()).collect()
    }

    /// The call, signed in and complete.
    pub fn request(&self, stage: &Stage) -> Request {
        let route = self.route();
        let path = self.address(&self.parameters(stage));
        let mut request = Request::new(route.method.name(), &path);
        request.headers = stage.headers(self.who);
        if route.takes_idempotency_key() {
            request = request.header("idempotency-key", "once");
        }
        request.json(self.body.clone())
    }

    /// The route.
    pub fn route(&self) -> &'static runtime::Route {
        let function = functions::find(self.function);
        let route = function.and_then(runtime::Function::route);
        route.unwrap_or_else(|| panic!("{} has no route", self.function))
    }

    /// The parameters of its path, by name.
    pub fn parameters(&self, stage: &Stage) -> BTreeMap<&'static str, String> {
        let value = |name| match self.at.get(name) {
            Some(value) => value.clone(),
            None => usual(stage, self.function, name),
        };
        names(self.route().path).map(|name| (name, value(name))).collect()
    }

    /// Its address, with these parameters in the path.
    pub fn address(&self, parameters: &BTreeMap<&'static str, String>) -> String {
        let mut path = self.route().path.to_owned();
        for (name, value) in parameters {
            path = path.replace(&format!("{{{name}}}"), &encoded(value));
        }
        let pair = |(name, value): &(&str, String)| format!("{name}={}", encoded(value));
        let query: Vec<String> = self.query.iter().map(pair).collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }
}

/// The names within braces of a route's path.
pub fn names(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// Every byte that is no letter, digit or one of `-._` as `%` and two digits.
pub fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// What a parameter of a path names where nothing else is said: a thing of `student-1`'s.
fn usual(stage: &Stage, function: &str, name: &str) -> String {
    let id = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
    match name {
        "student" => stage.near.student.clone(),
        "outcome" => id(&stage.near.draft),
        "performance" => id(&stage.near.performance),
        "file" => stage.near.spare.clone(),
        "school" => stage.ours.code.to_owned(),
        "class" => "101".to_owned(),
        "batch" => id(&stage.ours.batches.outcomes),
        "report" => stage.ours.report.clone(),
        "date" => stage.night.clone(),
        "year" => "115".to_owned(),
        "period" => "1151".to_owned(),
        "kind" => "outcome_upload".to_owned(),
        "roster" => "learning_outcomes".to_owned(),
        other => panic!("{function}: say in tests/stage/example.rs what {{{other}}} names"),
    }
}

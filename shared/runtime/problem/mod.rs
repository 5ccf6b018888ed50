//! Problems: the one place where a refusal becomes HTTP (RFC 9457).

pub mod catalogue;
mod fields;
mod sentences;

use portfolio::{FieldProblem, Refusal};
use serde_json::{Map, Value, json};

use crate::SecretError;

/// The language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// zh-TW
    #[default]
    Chinese,
    /// en
    English,
}

/// Why a route does not do what was asked.
#[derive(Debug, Clone)]
pub struct Problem {
    pub(crate) code: &'static str,
    pub(crate) fields: Vec<FieldProblem>,
    pub(crate) facts: Vec<(&'static str, i64)>,
    pub(crate) retry_after: Option<i64>,
    /// For the log alone.
    pub(crate) inside: Option<String>,
}

impl Problem {
    /// The problem of that code.
    pub fn new(code: &'static str) -> Self {
        Self { code, fields: Vec::new(), facts: Vec::new(), retry_after: None, inside: None }
    }

    /// Not there, or not yours to know.
    pub fn not_found() -> Self {
        Self::new("not_found")
    }

    /// Something of ours does not answer. Safe to repeat.
    pub fn unavailable(inside: impl std::fmt::Display) -> Self {
        Self { inside: Some(inside.to_string()), ..Self::new("unavailable") }
    }

    /// One field is wrong.
    pub fn field(problem: FieldProblem) -> Self {
        Self { fields: vec![problem], ..Self::new("input.invalid") }
    }

    /// A figure that belongs to the answer.
    pub fn with_fact(mut self, name: &'static str, value: i64) -> Self {
        self.facts.push((name, value));
        self
    }

    /// When to try again, in seconds.
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The HTTP status of its code.
    pub fn status(&self) -> u16 {
        catalogue::find(self.code).map_or(503, |entry| entry.status)
    }

    pub(crate) fn body(&self, language: Language, instance: &str) -> Value {
        let title = catalogue::find(self.code).map_or("", |entry| match language {
            Language::Chinese => entry.chinese,
            Language::English => entry.english,
        });
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(format!("/problems/{}", self.code)));
        body.insert("title".to_owned(), json!(title));
        body.insert("status".to_owned(), json!(self.status()));
        body.insert("code".to_owned(), json!(self.code));
        body.insert("instance".to_owned(), json!(instance));
        for (name, value) in &self.facts {
            body.insert((*name).to_owned(), json!(value));
        }
        if !self.fields.is_empty() {
            let fields = self.fields.iter().map(|field| fields::wire(field, language));
            body.insert("fields".to_owned(), fields.collect());
        }
        Value::Object(body)
    }
}

impl<R: Refusal> From<R> for Problem {
    fn from(refusal: R) -> Self {
        Self {
            code: refusal.code(),
            fields: refusal.fields(),
            facts: refusal.facts(),
            retry_after: None,
            inside: refusal.inside(),
        }
    }
}

impl From<SecretError> for Problem {
    fn from(error: SecretError) -> Self {
        Self::unavailable(error)
    }
}

impl From<crate::Failure> for Problem {
    fn from(failure: crate::Failure) -> Self {
        Self::unavailable(failure)
    }
}

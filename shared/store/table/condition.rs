use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

/// What must hold for a write to happen. Every attribute name is aliased, since many plain words
/// (`free`, `state`, `limit`) are reserved.
#[derive(Debug, Clone)]
pub struct Condition(Term);

#[derive(Debug, Clone)]
enum Term {
    Exists(String),
    Absent(String),
    Compare(String, &'static str, AttributeValue),
    SizeBelow(String, usize),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// The attribute is there.
    pub fn exists(path: &str) -> Self {
        Self(Term::Exists(path.to_owned()))
    }

    /// The attribute is not there.
    pub fn absent(path: &str) -> Self {
        Self(Term::Absent(path.to_owned()))
    }

    /// The item is there.
    pub fn item_exists() -> Self {
        Self::exists("pk")
    }

    /// The item is not there.
    pub fn item_absent() -> Self {
        Self::absent("pk")
    }

    /// The attribute has this value.
    pub fn equals(path: &str, value: impl Serialize) -> Self {
        Self(Term::Compare(path.to_owned(), "=", attribute(value)))
    }

    /// The attribute is at least this.
    pub fn at_least(path: &str, value: impl Serialize) -> Self {
        Self(Term::Compare(path.to_owned(), ">=", attribute(value)))
    }

    /// The attribute is below this.
    pub fn below(path: &str, value: impl Serialize) -> Self {
        Self(Term::Compare(path.to_owned(), "<", attribute(value)))
    }

    /// The map or list has fewer entries than this.
    pub fn size_below(path: &str, entries: usize) -> Self {
        Self(Term::SizeBelow(path.to_owned(), entries))
    }

    /// The same, or what always holds where this is broken on purpose (see `portfolio::mutant`).
    pub fn unless(self, broken: bool) -> Self {
        if broken { Self::any([Self::item_exists(), Self::item_absent()]) } else { self }
    }

    /// All of them hold.
    pub fn all(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self(Term::All(conditions.into_iter().collect()))
    }

    /// One of them holds.
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self(Term::Any(conditions.into_iter().collect()))
    }

    pub(super) fn write(&self, text: &mut Expression) -> String {
        let joined = |conditions: &[Self], word: &str, text: &mut Expression| {
            let parts: Vec<String> = conditions.iter().map(|part| part.write(text)).collect();
            format!("({})", parts.join(word))
        };
        match &self.0 {
            Term::Exists(path) => format!("attribute_exists({})", text.path(path)),
            Term::Absent(path) => format!("attribute_not_exists({})", text.path(path)),
            Term::Compare(path, operator, value) => {
                format!("{} {operator} {}", text.path(path), text.value(value.clone()))
            }
            Term::SizeBelow(path, entries) => {
                let limit = AttributeValue::N(entries.to_string());
                format!("size({}) < {}", text.path(path), text.value(limit))
            }
            Term::All(conditions) => joined(conditions, " AND ", text),
            Term::Any(conditions) => joined(conditions, " OR ", text),
        }
    }
}

pub(super) fn attribute(value: impl Serialize) -> AttributeValue {
    // Keys, numbers and small structs of ours: nothing that has no attribute form.
    serde_dynamo::to_attribute_value(value).unwrap_or(AttributeValue::Null(true))
}

/// The names and values that an expression refers to.
#[derive(Debug, Default)]
pub(super) struct Expression {
    pub names: HashMap<String, String>,
    pub values: HashMap<String, AttributeValue>,
}

impl Expression {
    /// The alias of a path such as `pending.0193…`.
    pub fn path(&mut self, path: &str) -> String {
        let mut aliases = Vec::new();
        for name in path.split('.') {
            let known = self.names.iter().find(|(_, known)| *known == name);
            let alias = match known {
                Some((alias, _)) => alias.clone(),
                None => format!("#n{}", self.names.len()),
            };
            self.names.insert(alias.clone(), name.to_owned());
            aliases.push(alias);
        }
        aliases.join(".")
    }

    /// The alias of a value.
    pub fn value(&mut self, value: AttributeValue) -> String {
        let alias = format!(":v{}", self.values.len());
        self.values.insert(alias.clone(), value);
        alias
    }

    pub fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    pub fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }
}

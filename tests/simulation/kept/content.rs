use serde_json::{Map, Value};

use crate::support::Request;

/// What a change makes of what is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// It is there no more.
    Gone,
    /// These fields say this, as far as they are shown.
    Says(Map<String, Value>),
    /// The request does not tell.
    Unknown,
}

/// Whether what is shown is what a change makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agrees {
    Yes,
    No,
    /// Nothing tells.
    Perhaps,
}

impl Content {
    /// Of a request and its answer, null where none came; `at_itself` where it is shown at the very
    /// path of the request.
    pub fn of(request: &Request, answer: &Value, at_itself: bool) -> Self {
        if let Value::Object(fields) = answer {
            return Self::Says(fields.clone());
        }
        let sent: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        match (request.method, sent) {
            ("DELETE", _) if at_itself => Self::Gone,
            ("PUT", Value::Object(mut fields)) => {
                // The version that it was made of.
                fields.remove("version");
                Self::Says(fields)
            }
            _ => Self::Unknown,
        }
    }

    /// Against what is shown; nothing where it is gone.
    pub fn agrees(&self, found: Option<&Value>) -> Agrees {
        match (self, found) {
            (Self::Unknown, _) => Agrees::Perhaps,
            (Self::Gone, None) => Agrees::Yes,
            (Self::Gone, Some(_)) | (Self::Says(_), None) => Agrees::No,
            (Self::Says(fields), Some(found)) => match shown(fields, found).count() {
                0 => Agrees::Perhaps,
                _ if self.differences(found).is_empty() => Agrees::Yes,
                _ => Agrees::No,
            },
        }
    }

    /// The fields that are shown with another value, in words.
    pub fn differences(&self, found: &Value) -> Vec<String> {
        let Self::Says(fields) = self else { return Vec::new() };
        let others = shown(fields, found).filter(|(_, said, shown)| !is_same(said, shown));
        others.map(|(name, said, shown)| format!("{name}: {shown}, not {said}")).collect()
    }
}

/// The thing's own fields that are shown: name, what was said, what is shown.
fn shown<'v>(
    fields: &'v Map<String, Value>,
    found: &'v Value,
) -> impl Iterator<Item = (&'v String, &'v Value, &'v Value)> {
    let own = fields.iter().filter(|(name, said)| is_own(name, said));
    own.filter_map(|(name, said)| Some((name, said, found.get(name)?)))
}

/// Whether both say the same, as far as both say something.
fn is_same(said: &Value, found: &Value) -> bool {
    match (said, found) {
        (Value::Object(fields), Value::Object(_)) => {
            shown(fields, found).all(|(_, said, shown)| is_same(said, shown))
        }
        _ => said == found,
    }
}

/// What is shown beside, of other things that change by themselves; and what that is.
const BESIDE: [(&str, &str); 6] = [
    ("open", "whether the clock lies within a window"),
    ("selected_in", "what the selections name, which have versions of their own"),
    ("problems", "what the pre-check finds in what others have selected meanwhile"),
    ("forbidding", "the same"),
    ("items", "how many others have selected, while a batch is open"),
    ("files", "the same"),
];

/// Whether a field is the thing's own. What has a version of its own is another thing.
fn is_own(name: &str, said: &Value) -> bool {
    said["version"].is_null() && !BESIDE.iter().any(|(beside, _)| *beside == name)
}

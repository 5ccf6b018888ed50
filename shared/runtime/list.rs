use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use portfolio::{FieldCode, FieldProblem};
use schemars::JsonSchema;
use serde::Serialize;
use store::MAX_SORT_KEY;

use crate::{Call, Problem};

/// One page of a list, and the cursor of the next; none on the last.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Listed{T}")]
pub struct Listed<T> {
    /// What the page holds.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page.
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// A page after which the list goes on behind `next`, a sort key.
    pub fn page(items: Vec<T>, next: Option<String>) -> Self {
        Self { items, next: next.map(|sort| URL_SAFE_NO_PAD.encode(sort)) }
    }

    /// A whole list.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

impl Call {
    /// The sort key behind which the asked page begins. It must lie in the list: a cursor never
    /// leads out of it.
    pub fn cursor(&self, prefix: &str) -> Result<Option<String>, Problem> {
        let Some(text) = self.query::<String>("cursor")? else { return Ok(None) };
        let sort =
            URL_SAFE_NO_PAD.decode(&text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let lies_in = |sort: &String| {
            sort.starts_with(prefix)
                && (1..=MAX_SORT_KEY).contains(&sort.len())
                && sort.chars().all(|c| !c.is_control())
        };
        sort.filter(lies_in)
            .map(Some)
            .ok_or(Problem::field(FieldProblem::new("cursor", FieldCode::Malformed)))
    }
}

use portfolio::AccountId;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::Author;

/// Who changed something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AuthorView {
    #[schemars(with = "String")]
    id: AccountId,
    name: String,
}

impl From<&Author> for AuthorView {
    fn from(author: &Author) -> Self {
        Self { id: author.id, name: author.name.clone() }
    }
}

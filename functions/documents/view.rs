use portfolio::documents::{PublicDocument, Section};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::items::PublicDocuments;

/// One document.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct DocumentView {
    /// `basis`, `formats` or `guidance`.
    #[schemars(with = "String")]
    section: Section,
    /// 1 to 150 characters.
    title: String,
    /// None where the Chinese title serves.
    title_en: Option<String>,
    /// Begins with `https://` or `http://`.
    url: String,
}

impl From<PublicDocument> for DocumentView {
    fn from(document: PublicDocument) -> Self {
        let PublicDocument { section, title, title_en, url } = document;
        Self { section, title, title_en, url }
    }
}

impl From<DocumentView> for PublicDocument {
    fn from(document: DocumentView) -> Self {
        let DocumentView { section, title, title_en, url } = document;
        Self { section, title, title_en, url }
    }
}

/// The page of documents.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentsView {
    documents: Vec<DocumentView>,
    /// To be sent back with the next change; 0 before the first.
    version: u64,
    updated_at: Option<String>,
}

impl DocumentsView {
    /// What stands; none before anything was published.
    pub fn of(stands: Option<PublicDocuments>) -> Self {
        let version = stands.as_ref().map_or(0, |stands| stands.version);
        let updated_at = stands.as_ref().map(|stands| wire_time(stands.updated_at));
        let documents = stands.map(|stands| stands.documents).unwrap_or_default();
        Self { documents: documents.into_iter().map(Into::into).collect(), version, updated_at }
    }
}

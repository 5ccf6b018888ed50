use portfolio::{
    FileId,
    files::{FileState, Purpose},
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{NamedFile, StoredFile};

/// A file as lists show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileView {
    #[schemars(with = "String")]
    file_id: FileId,
    name: String,
    /// Bytes.
    size: u64,
    sha256: String,
    media_type: String,
    state: &'static str,
    #[schemars(with = "String")]
    purpose: Purpose,
    accepted_at: Option<String>,
}

impl From<&StoredFile> for FileView {
    fn from(row: &StoredFile) -> Self {
        Self {
            file_id: row.file,
            name: row.name.clone(),
            size: row.size,
            sha256: row.sha256.clone(),
            media_type: row.media_type.clone(),
            state: row.state.name(),
            purpose: row.purpose,
            accepted_at: row.accepted_at.map(wire_time),
        }
    }
}

impl FileView {
    /// A file as the item that names it remembers it: what an item names is stored.
    pub fn of(named: &NamedFile, purpose: Purpose) -> Self {
        Self {
            file_id: named.file,
            name: named.name.clone(),
            size: named.size,
            sha256: named.sha256.clone(),
            media_type: named.media_type.clone(),
            state: FileState::Stored.name(),
            purpose,
            accepted_at: Some(wire_time(named.accepted_at)),
        }
    }
}

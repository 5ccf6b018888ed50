use portfolio::{
    FileId, PerformanceId, SchoolYear,
    diverse_performances::{PerformanceKind, title_of},
    files::Purpose,
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use store::items::DiversePerformance;

use crate::files::FileView;

/// A diverse performance as pages show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PerformanceView {
    #[schemars(with = "String")]
    id: PerformanceId,
    #[schemars(with = "String")]
    kind: PerformanceKind,
    #[schemars(with = "u16")]
    year: SchoolYear,
    /// The kind's own fields, by their names.
    fields: Map<String, Value>,
    /// What names it in a list.
    title: String,
    #[schemars(with = "Option<String>")]
    document_file_id: Option<FileId>,
    #[schemars(with = "Option<String>")]
    media_file_id: Option<FileId>,
    document: Option<FileView>,
    media: Option<FileView>,
    external_url: Option<String>,
    /// To be sent back with the next change.
    version: u64,
    created_at: String,
    updated_at: String,
    /// The school year in which it is selected.
    selected_in: Option<u16>,
}

impl From<&DiversePerformance> for PerformanceView {
    fn from(performance: &DiversePerformance) -> Self {
        let file = |named| FileView::of(named, Purpose::DiversePerformance);
        Self {
            id: performance.id,
            kind: performance.kind,
            year: performance.year,
            fields: performance.fields.clone(),
            title: title_of(performance.kind, &performance.fields),
            document_file_id: performance.document.as_ref().map(|named| named.file),
            media_file_id: performance.media.as_ref().map(|named| named.file),
            document: performance.document.as_ref().map(file),
            media: performance.media.as_ref().map(file),
            external_url: performance.external_url.clone(),
            version: performance.version,
            created_at: wire_time(performance.created_at),
            updated_at: wire_time(performance.updated_at),
            selected_in: performance.selected_in,
        }
    }
}

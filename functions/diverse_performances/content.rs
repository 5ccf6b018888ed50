use portfolio::{
    FileId, Invalid, SchoolYear,
    diverse_performances::{PerformanceKind, validate},
    web_address,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::items::DiversePerformance;

use crate::files::{Asked, Attachments};

/// A performance as it is to be. A file that is left out is given up.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub struct PerformanceRequest {
    /// One of the ten kinds.
    #[schemars(with = "String")]
    pub kind: PerformanceKind,
    /// The school year it belongs to.
    #[schemars(with = "u16")]
    pub year: SchoolYear,
    /// The kind's own fields, by their names.
    pub fields: Map<String, Value>,
    #[schemars(with = "Option<String>")]
    document_file_id: Option<FileId>,
    #[schemars(with = "Option<String>")]
    media_file_id: Option<FileId>,
    /// An `https://` or `http://` address of sound or video kept elsewhere.
    external_url: Option<String>,
    /// The version that a change is made of; not asked for when it is made.
    #[serde(skip_serializing)]
    pub version: Option<u64>,
}

/// What a student says of a performance, checked.
#[derive(Debug)]
pub struct Content {
    /// The fields in the form in which they are kept.
    pub fields: Map<String, Value>,
    /// The address of sound or video kept elsewhere.
    pub external_url: Option<String>,
}

impl PerformanceRequest {
    /// The files it names.
    pub fn asked(&self) -> Asked {
        Asked { document: self.document_file_id, media: self.media_file_id }
    }

    /// Checks the fields and the address, and names everything that is wrong at once.
    pub fn check(&self) -> Result<Content, Invalid> {
        let fields = validate(self.kind, &self.fields);
        let written = self.external_url.as_deref().filter(|text| !text.trim().is_empty());
        let address = written.map(|text| web_address("external_url", text)).transpose();
        match (fields, address) {
            (Ok(fields), Ok(external_url)) => {
                Ok(Content { fields: fields.into_map(), external_url })
            }
            (fields, address) => {
                let mut problems = fields.err().map_or(Vec::new(), |invalid| invalid.0);
                problems.extend(address.err());
                Err(Invalid(problems))
            }
        }
    }

    /// Whether the performance already says just this.
    pub fn is(&self, content: &Content, performance: &DiversePerformance) -> bool {
        performance.kind == self.kind
            && performance.year == self.year
            && performance.fields == content.fields
            && performance.external_url == content.external_url
            && attachments(performance).are(&self.asked())
    }
}

/// The files that the performance names.
pub fn attachments(performance: &DiversePerformance) -> Attachments {
    Attachments { document: performance.document.clone(), media: performance.media.clone() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(change: Value) -> PerformanceRequest {
        let mut body = json!({
            "kind": "creative_work", "year": 115,
            "fields": {"name": "光影之間", "date": "2026-10-02", "description": "針孔相機的一天。"},
        });
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn fields_and_address_are_named_at_once() {
        let wrong = request(json!({"fields": {}, "external_url": "ftp://a"}));
        let fields: Vec<_> = wrong.check().unwrap_err().0.into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["fields.name", "fields.date", "fields.description", "external_url"]);
    }

    #[test]
    fn a_blank_address_is_none() {
        for blank in [json!(null), json!(""), json!("  ")] {
            assert_eq!(request(json!({"external_url": blank})).check().unwrap().external_url, None);
        }
    }
}

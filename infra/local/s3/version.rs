//! One version of one key: its record on the disk, and where its bytes are.

use std::collections::BTreeMap;

use http::HeaderMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{checksum::Checksum, content::Content};

/// The id of a version that was made while its bucket kept no versions.
pub(super) const NULL: &str = "null";

/// The record of a version; what is committed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) key: String,
    pub(super) id: String,
    /// Grows with every commit anywhere; also the name of the files.
    pub(super) sequence: u64,
    pub(super) at: Timestamp,
    /// None is a delete marker.
    pub(super) object: Option<Object>,
}

/// What a version that is no delete marker is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Object {
    pub(super) size: u64,
    /// Without quotes.
    pub(super) etag: String,
    /// Over all bytes, in hexadecimal; ours, and not what S3 reports.
    pub(super) sha256: String,
    pub(super) checksum: Checksum,
    pub(super) described: Described,
    /// Legal hold, once it was ever set.
    pub(super) hold: Option<bool>,
    /// The multipart upload it came from.
    pub(super) upload: Option<String>,
}

/// The headers that are kept with an object and given back with it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Described {
    pub(super) content_type: Option<String>,
    pub(super) content_disposition: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) content_language: Option<String>,
    pub(super) cache_control: Option<String>,
    pub(super) metadata: BTreeMap<String, String>,
}

/// A committed version and its bytes.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) version: Version,
    /// None for a delete marker.
    pub(super) content: Option<Content>,
}

impl Version {
    /// The name of its files.
    pub(super) fn name(&self) -> String {
        file_name(self.sequence)
    }

    pub(super) fn held(&self) -> bool {
        self.object.as_ref().is_some_and(|object| object.hold == Some(true))
    }
}

impl Described {
    /// Reads the plain headers; the adapter has decoded the metadata.
    pub(super) fn read(headers: &HeaderMap, metadata: Option<s3s::dto::Metadata>) -> Self {
        let text = |name: &str| {
            let value = headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Self {
            content_type: text("content-type"),
            content_disposition: text("content-disposition"),
            // `aws-chunked` describes the transfer, not the object.
            content_encoding: text("content-encoding").filter(|coding| coding != "aws-chunked"),
            content_language: text("content-language"),
            cache_control: text("cache-control"),
            metadata: metadata.into_iter().flatten().collect(),
        }
    }
}

/// Names sort as their sequences do, and double as opaque version ids.
pub(super) fn file_name(sequence: u64) -> String {
    format!("{sequence:016x}")
}

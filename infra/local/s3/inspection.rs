//! What tests and the local pages see directly, and the harm that tests can do.

use std::io::Read;

use bytes::Bytes;
use jiff::Timestamp;

use super::{
    S3,
    bucket::{Bucket, Versioning},
    configured::Configured,
    version::{Stored, Version},
};

/// One version, as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSummary {
    /// The object's key.
    pub key: String,
    /// The version's id; `null` in a bucket that keeps no versions.
    pub version_id: String,
    /// In bytes; 0 for a delete marker.
    pub size: u64,
    /// Of all bytes as they arrived, in hexadecimal; empty for a delete marker.
    pub sha256: String,
    /// Whether it is under legal hold.
    pub hold: bool,
    /// Whether it stands for a deletion.
    pub delete_marker: bool,
    /// When it was committed.
    pub at: Timestamp,
}

/// One multipart upload that was neither completed nor aborted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadSummary {
    /// The key it will have.
    pub key: String,
    /// The upload's id.
    pub upload_id: String,
    /// How many parts are there.
    pub parts: usize,
    /// When it was created.
    pub at: Timestamp,
}

impl S3 {
    /// All versions of a bucket, by key and then from the oldest on; of an unknown bucket, none.
    pub fn versions(&self, bucket: &str) -> Vec<VersionSummary> {
        let Some(bucket) = self.bucket(bucket) else { return Vec::new() };
        bucket.index().values().flatten().map(|stored| summary(&stored.version)).collect()
    }

    /// The uploads of a bucket that are under way, in the order of their creation. Blocks
    /// while one of them is being completed.
    pub fn uploads(&self, bucket: &str) -> Vec<UploadSummary> {
        let Some(bucket) = self.bucket(bucket) else { return Vec::new() };
        let mut uploads: Vec<_> = bucket
            .uploads
            .list()
            .iter()
            .map(|upload| UploadSummary {
                key: upload.record.key.clone(),
                upload_id: upload.record.id.clone(),
                parts: upload.hold().as_ref().map_or(0, |parts| parts.len()),
                at: upload.record.at,
            })
            .collect();
        uploads.sort_by(|one, other| one.upload_id.cmp(&other.upload_id));
        uploads
    }

    /// The bytes of a version as they are now, or of the current one. Blocks.
    pub fn read(&self, bucket: &str, key: &str, version: Option<&str>) -> Option<Bytes> {
        let content = self.stored(bucket, key, version)?.content?;
        let mut bytes = Vec::new();
        content.open(0).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes.into())
    }

    /// Does harm, for tests: a version is gone, held or not, and nobody is told. Whether it was
    /// there.
    pub fn destroy_version(&self, bucket: &str, key: &str, version: &str) -> bool {
        self.bucket(bucket).is_some_and(|bucket| {
            let _held = bucket.lock(key);
            bucket.destroy(&self.core, key, version).unwrap_or(false)
        })
    }

    /// Does harm, for tests: the first byte of a version is another, and its record says nothing
    /// of it. Whether it was there.
    pub fn corrupt(&self, bucket: &str, key: &str, version: &str) -> bool {
        let Some(found) = self.bucket(bucket) else { return false };
        let _held = found.lock(key);
        let Some(mut stored) = self.stored(bucket, key, Some(version)) else { return false };
        let Some(Ok(corrupted)) = stored.content.as_ref().map(|content| content.corrupted()) else {
            return false;
        };
        stored.content = Some(corrupted);
        found.amend(&self.core, stored).is_ok()
    }

    /// Does harm, for tests: a bucket is set otherwise, and nobody is told. Whether there is such a
    /// bucket.
    pub fn misconfigure(&self, bucket: &str, change: impl FnOnce(&mut Configured)) -> bool {
        self.bucket(bucket).map(|bucket| bucket.configure(change)).is_some()
    }

    /// Does harm, for tests: a bucket no longer keeps versions, or keeps them again, though its
    /// holds forbid it. Whether there is such a bucket.
    pub fn keep_versions(&self, bucket: &str, keep: bool) -> bool {
        let versioning = if keep { Versioning::Enabled } else { Versioning::Suspended };
        self.bucket(bucket).map(|bucket| bucket.force_versioning(versioning)).is_some()
    }

    fn bucket(&self, name: &str) -> Option<&Bucket> {
        self.core.buckets.get(name)
    }

    fn stored(&self, bucket: &str, key: &str, version: Option<&str>) -> Option<Stored> {
        let bucket = self.bucket(bucket)?;
        match version {
            None => bucket.current(key),
            Some(id) => bucket.version(key, id),
        }
    }
}

fn summary(version: &Version) -> VersionSummary {
    let object = version.object.as_ref();
    VersionSummary {
        key: version.key.clone(),
        version_id: version.id.clone(),
        size: object.map_or(0, |object| object.size),
        sha256: object.map(|object| object.sha256.clone()).unwrap_or_default(),
        hold: version.held(),
        delete_marker: version.object.is_none(),
        at: version.at,
    }
}

//! Ends what is older than its bucket allows.

use std::sync::Arc;

use jiff::Timestamp;
use s3s::{S3Error, S3Result};

use super::{bucket::Bucket, core::Core};

/// How much came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Objects deleted; in a versioned bucket they got a delete marker.
    pub objects: usize,
    /// Multipart uploads aborted.
    pub uploads: usize,
}

impl Core {
    /// Expires in every bucket that has an age for it.
    pub(super) async fn expire(self: &Arc<Self>, now: Timestamp) -> S3Result<Expired> {
        let core = Arc::clone(self);
        self.disk
            .run(move || {
                let mut expired = Expired::default();
                for bucket in core.buckets.values() {
                    if let Some(age) = bucket.configured().expire_after
                        && let Ok(before) = now.checked_sub(age)
                    {
                        expired.objects += expire_objects(&core, bucket, before)?;
                        expired.uploads += abort_uploads(&core, bucket, before)?;
                    }
                }
                Ok(expired)
            })
            .await
    }
}

fn expire_objects(core: &Core, bucket: &Bucket, before: Timestamp) -> S3Result<usize> {
    let old: Vec<_> = bucket
        .index()
        .values()
        .filter_map(|versions| versions.last())
        .filter(|stored| stored.version.object.is_some() && stored.version.at <= before)
        .map(|stored| stored.version.clone())
        .collect();
    let mut count = 0;
    for version in old {
        count += usize::from(bucket.expire(core, &version)?);
    }
    Ok(count)
}

fn abort_uploads(core: &Core, bucket: &Bucket, before: Timestamp) -> S3Result<usize> {
    let mut count = 0;
    for upload in bucket.uploads.list().iter().filter(|upload| upload.record.at <= before) {
        let mut held = upload.hold();
        if held.is_some() {
            bucket.uploads.end(&core.disk, upload, &mut held).map_err(S3Error::internal_error)?;
            count += 1;
        }
    }
    Ok(count)
}

//! PutObject, CopyObject, DeleteObject.

use std::sync::Arc;

use s3s::{
    S3Error, S3Request, S3Response, S3Result,
    dto::{
        CopyObjectInput, CopyObjectOutput, CopyObjectResult, CopySource, DeleteObjectInput,
        DeleteObjectOutput, ETag, MetadataDirective, ObjectLockLegalHoldStatus, PutObjectInput,
        PutObjectOutput,
    },
    s3_error,
};

use super::{
    bucket::Bucket,
    checksum::{Algorithm, Announced, tell_checksum},
    conditions::Conditions,
    core::Core,
    reading::{self, Opened, Wanted, timestamp},
    spool::{Spool, Spooled},
    version::{Described, NULL, Object, Version},
};

/// The largest object that S3 takes in one piece, in bytes.
const LARGEST: u64 = 5 << 30;

pub(super) async fn put(
    core: &Arc<Core>,
    request: S3Request<PutObjectInput>,
) -> S3Result<S3Response<PutObjectOutput>> {
    let S3Request { input, headers, trailing_headers, .. } = request;
    let bucket = core.bucket(&input.bucket)?;
    let hold = hold_of(bucket, input.object_lock_legal_hold_status.as_ref())?;
    let announced = Announced::read(&headers, input.content_length)?;
    if announced.length > LARGEST {
        return Err(s3_error!(
            EntityTooLarge,
            "Your proposed upload exceeds the maximum allowed size"
        ));
    }
    let described = Described::read(&headers, input.metadata);
    let conditions = Conditions::new(input.if_match, input.if_none_match);
    let spooled = Spool::receive(&core.disk, input.body, &announced).await?;
    announced.verify(&spooled, trailing_headers.as_ref())?;
    let object = object_of(&spooled, described, hold);
    let commit = Commit { bucket: input.bucket, key: input.key, conditions, reason: "PutObject" };
    let version = commit.run(core, object, spooled).await?;

    let mut response =
        S3Response::new(PutObjectOutput { version_id: shown_id(&version), ..Default::default() });
    if let Some(object) = &version.object {
        response.output.e_tag = Some(ETag::Strong(object.etag.clone()));
        object.checksum.tell(&mut response.headers);
    }
    Ok(response)
}

pub(super) async fn copy(
    core: &Arc<Core>,
    request: S3Request<CopyObjectInput>,
) -> S3Result<S3Response<CopyObjectOutput>> {
    let CopySource::Bucket { bucket: from, key, version_id } = &request.input.copy_source else {
        return Err(s3_error!(NotImplemented, "A copy takes its source from a bucket."));
    };
    let wanted = Wanted { bucket: from, key, version_id: version_id.as_deref() };
    let source_conditions = Conditions::new(
        request.input.copy_source_if_match.clone(),
        request.input.copy_source_if_none_match.clone(),
    );
    let source = reading::open(core, &request, wanted, |object| {
        source_conditions.allow_copy_of(object)?;
        Ok(0..object.size)
    })
    .await?;
    let Opened { stored, object: original, reader, .. } = source;
    let S3Request { input, headers, .. } = request;
    if original.size > LARGEST {
        return Err(s3_error!(
            InvalidRequest,
            "The specified copy source is larger than the maximum allowable size"
        ));
    }
    let bucket = core.bucket(&input.bucket)?;
    let hold = hold_of(bucket, input.object_lock_legal_hold_status.as_ref())?;
    let replaces = input
        .metadata_directive
        .as_ref()
        .is_some_and(|told| told.as_str() == MetadataDirective::REPLACE);
    let described =
        if replaces { Described::read(&headers, input.metadata) } else { original.described };
    let algorithm = match &input.checksum_algorithm {
        Some(named) => Algorithm::named(named.as_str())?,
        None => original.checksum.algorithm,
    };
    // The adapter's input has no condition on the destination, so the headers are read.
    let conditions = Conditions::read(&headers)?;

    let disk = Arc::clone(&core.disk);
    let spooled =
        core.disk.run(move || Spool::new(&disk, algorithm)?.append(reader)?.finish()).await;
    let spooled = spooled.map_err(S3Error::internal_error)?;
    let object = object_of(&spooled, described, hold);
    let commit = Commit { bucket: input.bucket, key: input.key, conditions, reason: "CopyObject" };
    let version = commit.run(core, object, spooled).await?;

    let mut result =
        CopyObjectResult { last_modified: Some(timestamp(version.at)), ..Default::default() };
    if let Some(object) = &version.object {
        result.e_tag = Some(ETag::Strong(object.etag.clone()));
        result.checksum_type = Some(object.checksum.kind().to_owned().into());
        tell_checksum!(result, object.checksum);
    }
    Ok(S3Response::new(CopyObjectOutput {
        copy_object_result: Some(result),
        copy_source_version_id: shown_id(&stored.version),
        version_id: shown_id(&version),
        ..Default::default()
    }))
}

pub(super) async fn delete(
    core: &Arc<Core>,
    request: S3Request<DeleteObjectInput>,
) -> S3Result<S3Response<DeleteObjectOutput>> {
    let input = request.input;
    core.bucket(&input.bucket)?;
    let working = Arc::clone(core);
    let deleted = core
        .disk
        .run(move || {
            working.bucket(&input.bucket)?.delete(&working, &input.key, input.version_id.as_deref())
        })
        .await?;
    Ok(S3Response::new(DeleteObjectOutput {
        delete_marker: deleted.marker.then_some(true),
        version_id: deleted.version_id,
        ..Default::default()
    }))
}

/// Where spooled bytes go, and on what conditions.
pub(super) struct Commit {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) conditions: Conditions,
    /// What the event calls it.
    pub(super) reason: &'static str,
}

impl Commit {
    /// Commits and announces; goes through even if the client has left meanwhile.
    async fn run(self, core: &Arc<Core>, object: Object, spooled: Spooled) -> S3Result<Version> {
        let working = Arc::clone(core);
        core.disk.run(move || self.now(&working, object, spooled)).await
    }

    /// The same, blocking.
    pub(super) fn now(
        &self,
        core: &Arc<Core>,
        object: Object,
        spooled: Spooled,
    ) -> S3Result<Version> {
        let bucket = core.bucket(&self.bucket)?;
        let version = bucket.put(core, &self.key, (object, spooled), &self.conditions)?;
        core.announce(bucket, &version, self.reason);
        Ok(version)
    }
}

/// Bytes that came in one piece, as an object.
fn object_of(spooled: &Spooled, described: Described, hold: Option<bool>) -> Object {
    Object {
        size: spooled.size(),
        etag: spooled.etag(),
        sha256: spooled.sha256.clone(),
        checksum: spooled.checksum.clone(),
        described,
        hold,
        upload: None,
    }
}

/// The hold that a new version begins with.
pub(super) fn hold_of(
    bucket: &Bucket,
    asked: Option<&ObjectLockLegalHoldStatus>,
) -> S3Result<Option<bool>> {
    match asked.map(ObjectLockLegalHoldStatus::as_str) {
        None => Ok(None),
        Some(_) if !bucket.configured().object_lock => {
            Err(s3_error!(InvalidRequest, "Bucket is missing Object Lock Configuration"))
        }
        Some("ON") => Ok(Some(true)),
        Some("OFF") => Ok(Some(false)),
        Some(_) => Err(s3_error!(InvalidArgument, "Legal Hold must be either of 'ON' or 'OFF'")),
    }
}

/// The version id of an answer, which a bucket that keeps no versions leaves out.
pub(super) fn shown_id(version: &Version) -> Option<String> {
    Some(version.id.clone()).filter(|id| id != NULL)
}

//! Legal holds of versions, and whether a bucket keeps versions at all.

use std::sync::Arc;

use s3s::{
    S3Error, S3Request, S3Response, S3Result,
    dto::{
        BucketVersioningStatus, GetBucketVersioningInput, GetBucketVersioningOutput,
        GetObjectLegalHoldInput, GetObjectLegalHoldOutput, ObjectLockLegalHold,
        PutBucketVersioningInput, PutBucketVersioningOutput, PutObjectLegalHoldInput,
        PutObjectLegalHoldOutput,
    },
    s3_error,
};

use super::{
    bucket::Versioning,
    core::Core,
    reading::{self, Wanted, hold_status},
    version::Object,
    writing::hold_of,
};

pub(super) async fn put(
    core: &Arc<Core>,
    request: S3Request<PutObjectLegalHoldInput>,
) -> S3Result<S3Response<PutObjectLegalHoldOutput>> {
    let bucket = core.bucket(&request.input.bucket)?;
    let asked = request.input.legal_hold.as_ref().and_then(|hold| hold.status.as_ref());
    let held = hold_of(bucket, asked)?
        .ok_or_else(|| s3_error!(MalformedXML, "The legal hold's status is missing."))?;
    let working = Arc::clone(core);
    core.disk.run(move || set(&working, &request, held)).await?;
    Ok(S3Response::new(PutObjectLegalHoldOutput::default()))
}

pub(super) fn get(
    core: &Core,
    request: &S3Request<GetObjectLegalHoldInput>,
) -> S3Result<S3Response<GetObjectLegalHoldOutput>> {
    let input = &request.input;
    let bucket = core.bucket(&input.bucket)?;
    if !bucket.configured().object_lock {
        return Err(s3_error!(InvalidRequest, "Bucket is missing Object Lock Configuration"));
    }
    let wanted =
        Wanted { bucket: &input.bucket, key: &input.key, version_id: input.version_id.as_deref() };
    let stored = reading::find(core, request, wanted)?;
    let held = stored.version.object.as_ref().and_then(|object| object.hold).ok_or_else(|| {
        s3_error!(
            NoSuchObjectLockConfiguration,
            "The specified object does not have a ObjectLock configuration"
        )
    })?;
    let legal_hold = ObjectLockLegalHold { status: Some(hold_status(held).to_owned().into()) };
    Ok(S3Response::new(GetObjectLegalHoldOutput { legal_hold: Some(legal_hold) }))
}

/// Sets the hold under the key's lock, so that no deletion passes between. Blocks.
fn set(core: &Arc<Core>, request: &S3Request<PutObjectLegalHoldInput>, held: bool) -> S3Result<()> {
    let input = &request.input;
    let bucket = core.bucket(&input.bucket)?;
    let _held = bucket.lock(&input.key);
    let wanted =
        Wanted { bucket: &input.bucket, key: &input.key, version_id: input.version_id.as_deref() };
    let mut stored = reading::find(core, request, wanted)?;
    let Some(object) = &mut stored.version.object else {
        return Err(s3_error!(
            MethodNotAllowed,
            "The specified method is not allowed against this resource."
        ));
    };
    *object = Object { hold: Some(held), ..object.clone() };
    let version = stored.version.clone();
    bucket.amend(core, stored).map_err(S3Error::internal_error)?;
    core.replicate(bucket, &version);
    Ok(())
}

pub(super) async fn put_versioning(
    core: &Arc<Core>,
    input: PutBucketVersioningInput,
) -> S3Result<S3Response<PutBucketVersioningOutput>> {
    core.bucket(&input.bucket)?;
    let asked = input.versioning_configuration.status;
    let versioning = match asked.as_ref().map(BucketVersioningStatus::as_str) {
        Some(BucketVersioningStatus::ENABLED) => Versioning::Enabled,
        Some(BucketVersioningStatus::SUSPENDED) => Versioning::Suspended,
        _ => {
            return Err(s3_error!(
                IllegalVersioningConfigurationException,
                "The status is missing."
            ));
        }
    };
    let working = Arc::clone(core);
    core.disk
        .run(move || working.bucket(&input.bucket)?.set_versioning(&working.disk, versioning))
        .await?;
    Ok(S3Response::new(PutBucketVersioningOutput::default()))
}

pub(super) fn get_versioning(
    core: &Core,
    input: &GetBucketVersioningInput,
) -> S3Result<S3Response<GetBucketVersioningOutput>> {
    let status = match core.bucket(&input.bucket)?.versioning() {
        Versioning::Never => None,
        Versioning::Enabled => {
            Some(BucketVersioningStatus::from_static(BucketVersioningStatus::ENABLED))
        }
        Versioning::Suspended => {
            Some(BucketVersioningStatus::from_static(BucketVersioningStatus::SUSPENDED))
        }
    };
    Ok(S3Response::new(GetBucketVersioningOutput { status, ..Default::default() }))
}

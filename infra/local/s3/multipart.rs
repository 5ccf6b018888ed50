//! CreateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload.

use std::sync::Arc;

use s3s::{
    S3Error, S3Request, S3Response, S3Result,
    dto::{
        AbortMultipartUploadInput, AbortMultipartUploadOutput, ChecksumType,
        CompleteMultipartUploadInput, CompleteMultipartUploadOutput, CreateMultipartUploadInput,
        CreateMultipartUploadOutput, ETag, UploadPartInput, UploadPartOutput,
    },
    s3_error,
};

use super::{
    assembly,
    checksum::{Algorithm, Announced, tell_checksum},
    core::Core,
    spool::Spool,
    uploads::{UploadRecord, no_such_upload},
    version::{Described, file_name},
    writing::{hold_of, shown_id},
};

/// The greatest part number.
const MOST_PARTS: i32 = 10_000;

pub(super) async fn create(
    core: &Arc<Core>,
    request: S3Request<CreateMultipartUploadInput>,
) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
    let S3Request { input, headers, .. } = request;
    let bucket = core.bucket(&input.bucket)?;
    let algorithm = input
        .checksum_algorithm
        .as_ref()
        .map(|named| Algorithm::named(named.as_str()))
        .transpose()?;
    let record = UploadRecord {
        id: file_name(core.next()),
        key: input.key.clone(),
        at: core.now(),
        described: Described::read(&headers, input.metadata),
        algorithm,
        composite: is_composite(algorithm, input.checksum_type.as_ref())?,
        hold: hold_of(bucket, input.object_lock_legal_hold_status.as_ref())?,
    };
    let output = CreateMultipartUploadOutput {
        bucket: Some(input.bucket.clone()),
        key: Some(input.key),
        upload_id: Some(record.id.clone()),
        checksum_algorithm: input.checksum_algorithm,
        checksum_type: algorithm.map(|_| record.checksum_kind().to_owned().into()),
        ..Default::default()
    };
    let working = Arc::clone(core);
    core.disk
        .run(move || {
            let bucket = working.bucket(&input.bucket)?;
            bucket.uploads.create(&working.disk, record).map_err(S3Error::internal_error)
        })
        .await?;
    Ok(S3Response::new(output))
}

pub(super) async fn upload_part(
    core: &Arc<Core>,
    request: S3Request<UploadPartInput>,
) -> S3Result<S3Response<UploadPartOutput>> {
    let S3Request { input, headers, trailing_headers, .. } = request;
    let bucket = core.bucket(&input.bucket)?;
    let upload = bucket.uploads.find(&input.key, &input.upload_id)?;
    let number = input.part_number;
    if !(1..=MOST_PARTS).contains(&number) {
        return Err(s3_error!(
            InvalidArgument,
            "Part number must be an integer between 1 and 10000, inclusive"
        ));
    }
    let mut announced = Announced::read(&headers, input.content_length)?;
    match upload.record.algorithm {
        Some(algorithm) if announced.named && announced.algorithm != algorithm => {
            return Err(s3_error!(
                InvalidRequest,
                "Checksum Type mismatch occurred, expected checksum Type: {}, actual checksum Type: {}",
                algorithm.name(),
                announced.algorithm.name()
            ));
        }
        Some(algorithm) => announced.algorithm = algorithm,
        None => {}
    }
    let spooled = Spool::receive(&core.disk, input.body, &announced).await?;
    announced.verify(&spooled, trailing_headers.as_ref())?;
    let working = Arc::clone(core);
    let record = core
        .disk
        .run(move || {
            let numbered = (number, working.next(), working.now());
            working.bucket(&input.bucket)?.uploads.add(&working.disk, &upload, numbered, spooled)
        })
        .await?;
    let mut output =
        UploadPartOutput { e_tag: Some(ETag::Strong(record.etag())), ..Default::default() };
    tell_checksum!(output, record.checksum);
    Ok(S3Response::new(output))
}

pub(super) async fn complete(
    core: &Arc<Core>,
    request: S3Request<CompleteMultipartUploadInput>,
) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
    let bucket = core.bucket(&request.input.bucket)?;
    let upload = bucket.uploads.find(&request.input.key, &request.input.upload_id)?;
    let working = Arc::clone(core);
    let (version, input) =
        core.disk.run(move || assembly::assemble(&working, &upload, request)).await?;
    let mut output = CompleteMultipartUploadOutput {
        location: Some(format!("/{}/{}", input.bucket, input.key)),
        bucket: Some(input.bucket),
        key: Some(input.key),
        version_id: shown_id(&version),
        ..Default::default()
    };
    if let Some(object) = &version.object {
        output.e_tag = Some(ETag::Strong(object.etag.clone()));
        output.checksum_type = Some(object.checksum.kind().to_owned().into());
        tell_checksum!(output, object.checksum);
    }
    Ok(S3Response::new(output))
}

pub(super) async fn abort(
    core: &Arc<Core>,
    input: AbortMultipartUploadInput,
) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
    let upload = core.bucket(&input.bucket)?.uploads.find(&input.key, &input.upload_id)?;
    let working = Arc::clone(core);
    core.disk
        .run(move || {
            let bucket = working.bucket(&input.bucket)?;
            let mut held = upload.hold();
            if held.is_none() {
                return Err(no_such_upload());
            }
            bucket.uploads.end(&working.disk, &upload, &mut held).map_err(S3Error::internal_error)
        })
        .await?;
    Ok(S3Response::new(AbortMultipartUploadOutput::default()))
}

fn is_composite(algorithm: Option<Algorithm>, asked: Option<&ChecksumType>) -> S3Result<bool> {
    let asked = asked.map(ChecksumType::as_str);
    match (algorithm, asked) {
        (None | Some(Algorithm::Crc64Nvme), Some("COMPOSITE"))
        | (Some(Algorithm::Sha1 | Algorithm::Sha256), Some("FULL_OBJECT")) => Err(s3_error!(
            InvalidRequest,
            "The checksum type cannot be used with the checksum algorithm."
        )),
        (None | Some(Algorithm::Crc64Nvme), _) => Ok(false),
        (Some(_), asked) => Ok(asked != Some("FULL_OBJECT")),
    }
}

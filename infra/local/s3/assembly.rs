//! Makes one object of an upload's parts.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use s3s::{
    S3Error, S3Request, S3Result,
    crypto::{Checksum as _, Md5},
    dto::{CompleteMultipartUploadInput, CompletedPart},
    s3_error,
};

use super::{
    checksum::{Algorithm, Checksum},
    conditions::Conditions,
    core::Core,
    spool::{Spool, Spooled},
    uploads::{Part, Parts, Upload, no_such_upload},
    version::{Object, Version},
    writing::Commit,
};

/// The smallest part but the last, in bytes.
const SMALLEST: u64 = 5 << 20;

/// Joins the named parts into one object, commits it and ends the upload. Blocks.
pub(super) fn assemble(
    core: &Arc<Core>,
    upload: &Upload,
    request: S3Request<CompleteMultipartUploadInput>,
) -> S3Result<(Version, CompleteMultipartUploadInput)> {
    let S3Request { input, headers, .. } = request;
    let mut held = upload.hold();
    let there = held.as_ref().ok_or_else(no_such_upload)?;
    let named =
        input.multipart_upload.as_ref().and_then(|told| told.parts.as_deref()).unwrap_or_default();
    let parts = chosen(upload, there, named)?;

    let algorithm = upload.record.algorithm.unwrap_or(Algorithm::Crc64Nvme);
    let mut spool = Spool::new(&core.disk, algorithm).map_err(S3Error::internal_error)?;
    for part in &parts {
        let added = part.content.open(0).and_then(|bytes| spool.append(bytes));
        spool = added.map_err(S3Error::internal_error)?;
    }
    let spooled = spool.finish().map_err(S3Error::internal_error)?;
    if input.mpu_object_size.is_some_and(|size| u64::try_from(size) != Ok(spooled.size())) {
        return Err(s3_error!(
            InvalidRequest,
            "The provided 'x-amz-mp-object-size' header does not match the parts."
        ));
    }
    let object = joined(upload, &parts, &spooled);
    if let Some(announced) = headers.get(object.checksum.algorithm.header())
        && announced != object.checksum.value.as_str()
    {
        return Err(s3_error!(
            BadDigest,
            "The checksum you specified did not match the calculated checksum."
        ));
    }

    let commit = Commit {
        bucket: input.bucket.clone(),
        key: input.key.clone(),
        conditions: Conditions::new(input.if_match.clone(), input.if_none_match.clone()),
        reason: "CompleteMultipartUpload",
    };
    let version = commit.now(core, object, spooled)?;
    let bucket = core.bucket(&input.bucket)?;
    // The committed object names its upload: what stays now is removed at the next opening.
    if let Err(error) = bucket.uploads.end(&core.disk, upload, &mut held) {
        tracing::warn!(%error, "the parts of a completed upload could not be removed");
    }
    Ok((version, input))
}

/// The parts that a completion names, if they are the ones that arrived.
fn chosen<'a>(
    upload: &Upload,
    there: &'a Parts,
    named: &[CompletedPart],
) -> S3Result<Vec<&'a Part>> {
    if named.is_empty() {
        return Err(s3_error!(MalformedXML, "You must specify at least one part"));
    }
    if !named.is_sorted_by(|one, next| one.part_number < next.part_number) {
        return Err(s3_error!(
            InvalidPartOrder,
            "The list of parts was not in ascending order. The parts list must be specified in order by part number."
        ));
    }
    let mut parts = Vec::new();
    for told in named {
        let part = told.part_number.and_then(|number| there.get(&number));
        let part = part.filter(|part| {
            told.e_tag.as_ref().is_some_and(|etag| etag.value() == part.record.etag())
        });
        let part = part.ok_or_else(|| {
            s3_error!(
                InvalidPart,
                "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
            )
        })?;
        check_checksum(upload, part, told)?;
        parts.push(part);
    }
    let all_but_last = &parts[..parts.len() - 1];
    if all_but_last.iter().any(|part| part.record.size < SMALLEST) {
        return Err(s3_error!(
            EntityTooSmall,
            "Your proposed upload is smaller than the minimum allowed object size."
        ));
    }
    Ok(parts)
}

fn check_checksum(upload: &Upload, part: &Part, told: &CompletedPart) -> S3Result<()> {
    let checksum = &part.record.checksum;
    let given = match checksum.algorithm {
        Algorithm::Crc32 => &told.checksum_crc32,
        Algorithm::Crc32c => &told.checksum_crc32c,
        Algorithm::Crc64Nvme => &told.checksum_crc64nvme,
        Algorithm::Sha1 => &told.checksum_sha1,
        Algorithm::Sha256 => &told.checksum_sha256,
    };
    match given {
        Some(given) if *given == checksum.value => Ok(()),
        Some(_) => Err(s3_error!(
            InvalidPart,
            "A part's checksum is not the one that it was uploaded with."
        )),
        None if upload.record.composite => Err(s3_error!(
            InvalidRequest,
            "The upload was created using a {} checksum. The complete request must include the checksum for each part.",
            checksum.algorithm.name().to_lowercase()
        )),
        None => Ok(()),
    }
}

fn joined(upload: &Upload, parts: &[&Part], spooled: &Spooled) -> Object {
    let mut md5 = Md5::new();
    for part in parts {
        md5.update(&part.record.md5);
    }
    let checksum = if upload.record.composite {
        composite(parts, &spooled.checksum)
    } else {
        spooled.checksum.clone()
    };
    Object {
        size: spooled.size(),
        etag: format!("{}-{}", hex::encode(md5.finalize()), parts.len()),
        sha256: spooled.sha256.clone(),
        checksum,
        described: upload.record.described.clone(),
        hold: upload.record.hold,
        upload: Some(upload.record.id.clone()),
    }
}

/// The checksum of the parts' checksums, with the number of parts.
fn composite(parts: &[&Part], whole: &Checksum) -> Checksum {
    let mut hasher = whole.algorithm.hasher();
    for part in parts {
        hasher.update(&BASE64_STANDARD.decode(&part.record.checksum.value).unwrap_or_default());
    }
    let value = format!("{}-{}", whole.algorithm.finish(hasher), parts.len());
    Checksum { algorithm: whole.algorithm, value, composite: true }
}

//! GetObject and HeadObject.

use std::{io, ops::Range, sync::Arc, time::SystemTime};

use http::{HeaderMap, HeaderValue};
use s3s::{
    Body, S3Error, S3Request, S3Response, S3Result,
    dto::{
        ETag, GetObjectInput, GetObjectOutput, HeadObjectInput, HeadObjectOutput,
        ObjectLockLegalHoldStatus, StreamingBlob, Timestamp,
    },
    s3_error,
};

use super::{
    access::Signer,
    conditions::Conditions,
    content::{Content, Reader, pieces, read_piece},
    core::Core,
    version::{Object, Stored},
    writing::shown_id,
};

/// What is read from the disk at once, in bytes; a smaller object is answered whole.
const PIECE: u64 = 256 << 10;
/// How often a key that is being overwritten is looked up.
const LOOKUPS: usize = 3;
/// What S3 says of an object that came without a media type.
const UNKNOWN_TYPE: &str = "binary/octet-stream";

/// The version that a request names.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) bucket: &'a str,
    pub(super) key: &'a str,
    pub(super) version_id: Option<&'a str>,
}

pub(super) async fn get(
    core: &Arc<Core>,
    request: S3Request<GetObjectInput>,
) -> S3Result<S3Response<GetObjectOutput>> {
    let input = &request.input;
    let wanted =
        Wanted { bucket: &input.bucket, key: &input.key, version_id: input.version_id.as_deref() };
    let conditions = Conditions::new(input.if_match.clone(), input.if_none_match.clone());
    let Opened { stored, object, range, reader } = open(core, &request, wanted, |object| {
        conditions.allow_read(object)?;
        asked_range(object, input.range.as_ref())
    })
    .await?;
    let length = range.end - range.start;
    let body = if length <= PIECE {
        read_whole(core, reader, length).await?
    } else {
        StreamingBlob::wrap(pieces(Arc::clone(&core.disk), reader, length, PIECE))
    };
    let partial = input.range.is_some();
    let told = Told { core, signer: signer(&request), stored: &stored, object: &object };
    let mut headers = told.headers(input.bucket.as_str());
    if !partial && input.checksum_mode.as_ref().is_some_and(|mode| mode.as_str() == "ENABLED") {
        object.checksum.tell(&mut headers);
    }
    let output = GetObjectOutput {
        body: Some(body),
        content_length: i64::try_from(length).ok(),
        content_range: partial
            .then(|| format!("bytes {}-{}/{}", range.start, range.end - 1, object.size)),
        accept_ranges: Some("bytes".into()),
        e_tag: Some(ETag::Strong(object.etag.clone())),
        last_modified: Some(timestamp(stored.version.at)),
        metadata: Some(object.described.metadata.clone().into_iter().collect()),
        version_id: told.version_id(),
        ..Default::default()
    };
    // What the URL overrides is set by the adapter before these headers are, and must win.
    keep_overrides(&mut headers, input);
    Ok(S3Response::with_headers(output, headers))
}

pub(super) fn head(
    core: &Arc<Core>,
    request: &S3Request<HeadObjectInput>,
) -> S3Result<S3Response<HeadObjectOutput>> {
    let input = &request.input;
    let wanted =
        Wanted { bucket: &input.bucket, key: &input.key, version_id: input.version_id.as_deref() };
    let stored = find(core, request, wanted)?;
    let (object, _) = readable(&stored)?;
    Conditions::new(input.if_match.clone(), input.if_none_match.clone()).allow_read(&object)?;
    let told = Told { core, signer: signer(request), stored: &stored, object: &object };
    let mut headers = told.headers(&input.bucket);
    if input.checksum_mode.as_ref().is_some_and(|mode| mode.as_str() == "ENABLED") {
        object.checksum.tell(&mut headers);
    }
    let output = HeadObjectOutput {
        content_length: i64::try_from(object.size).ok(),
        accept_ranges: Some("bytes".into()),
        e_tag: Some(ETag::Strong(object.etag.clone())),
        last_modified: Some(timestamp(stored.version.at)),
        metadata: Some(object.described.metadata.clone().into_iter().collect()),
        version_id: told.version_id(),
        ..Default::default()
    };
    Ok(S3Response::with_headers(output, headers))
}

/// A version whose bytes are open, whatever becomes of it now.
pub(super) struct Opened {
    pub(super) stored: Stored,
    pub(super) object: Object,
    pub(super) range: Range<u64>,
    pub(super) reader: Reader,
}

/// Opens the part of a version that `choose` wants.
pub(super) async fn open<T>(
    core: &Core,
    request: &S3Request<T>,
    wanted: Wanted<'_>,
    choose: impl Fn(&Object) -> S3Result<Range<u64>>,
) -> S3Result<Opened> {
    // Whoever overwrites the key between its lookup and its opening leaves another version there.
    for _ in 0..LOOKUPS {
        let stored = find(core, request, wanted)?;
        let (object, content) = readable(&stored)?;
        let range = choose(&object)?;
        let offset = range.start;
        match core.disk.run(move || content.open(offset)).await {
            Ok(reader) => return Ok(Opened { stored, object, range, reader }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(S3Error::internal_error(error)),
        }
    }
    Err(s3_error!(InternalError, "The object's bytes are gone."))
}

/// Finds a version; a delete marker is found only where it is named.
pub(super) fn find<T>(core: &Core, request: &S3Request<T>, wanted: Wanted<'_>) -> S3Result<Stored> {
    let Wanted { bucket: name, key, version_id } = wanted;
    let bucket = core.bucket(name)?;
    let Some(id) = version_id else {
        let current = bucket.current(key);
        let missing = || s3_error!(NoSuchKey, "The specified key does not exist.");
        return match current {
            Some(stored) if stored.version.object.is_some() => Ok(stored),
            Some(marker) => {
                let mut error = core.missing(request, name, missing());
                error.set_headers(marker_headers(&marker));
                Err(error)
            }
            None => Err(core.missing(request, name, missing())),
        };
    };
    bucket.version(key, id).ok_or_else(|| {
        core.missing(
            request,
            name,
            s3_error!(NoSuchVersion, "The specified version does not exist."),
        )
    })
}

fn readable(stored: &Stored) -> S3Result<(Object, Content)> {
    match (stored.version.object.clone(), stored.content.clone()) {
        (Some(object), Some(content)) => Ok((object, content)),
        _ => {
            let mut error = s3_error!(
                MethodNotAllowed,
                "The specified method is not allowed against this resource."
            );
            error.set_headers(marker_headers(stored));
            Err(error)
        }
    }
}

fn marker_headers(marker: &Stored) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("x-amz-delete-marker", HeaderValue::from_static("true"));
    insert(&mut headers, "x-amz-version-id", Some(&marker.version.id));
    headers
}

fn asked_range(object: &Object, range: Option<&s3s::dto::Range>) -> S3Result<Range<u64>> {
    let Some(range) = range else { return Ok(0..object.size) };
    match range.check(object.size) {
        Ok(range) if range.start < range.end => Ok(range),
        _ => {
            let mut error = s3_error!(InvalidRange, "The requested range is not satisfiable");
            let mut headers = HeaderMap::new();
            insert(&mut headers, "content-range", Some(&format!("bytes */{}", object.size)));
            error.set_headers(headers);
            Err(error)
        }
    }
}

async fn read_whole(core: &Core, reader: Reader, length: u64) -> S3Result<StreamingBlob> {
    let read = core.disk.run(move || read_piece(reader, length)).await;
    let (bytes, _) = read.map_err(S3Error::internal_error)?;
    Ok(StreamingBlob::from(Body::from(bytes)))
}

/// What an answer tells of a version besides its bytes.
struct Told<'a> {
    core: &'a Core,
    signer: Option<&'a Signer>,
    stored: &'a Stored,
    object: &'a Object,
}

impl Told<'_> {
    fn headers(&self, bucket: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let described = &self.object.described;
        let content_type = described.content_type.as_deref().filter(|told| !told.is_empty());
        insert(&mut headers, "content-type", Some(content_type.unwrap_or(UNKNOWN_TYPE)));
        insert(&mut headers, "content-disposition", described.content_disposition.as_deref());
        insert(&mut headers, "content-encoding", described.content_encoding.as_deref());
        insert(&mut headers, "content-language", described.content_language.as_deref());
        insert(&mut headers, "cache-control", described.cache_control.as_deref());
        let known = self.object.hold.filter(|_| {
            self.signer
                .is_some_and(|Signer(key)| self.core.allows(key, "s3:GetObjectLegalHold", bucket))
        });
        insert(&mut headers, "x-amz-object-lock-legal-hold", known.map(hold_status));
        headers
    }

    fn version_id(&self) -> Option<String> {
        shown_id(&self.stored.version)
    }
}

fn keep_overrides(headers: &mut HeaderMap, input: &GetObjectInput) {
    let overrides = [
        ("content-type", &input.response_content_type),
        ("content-disposition", &input.response_content_disposition),
        ("content-encoding", &input.response_content_encoding),
        ("content-language", &input.response_content_language),
        ("cache-control", &input.response_cache_control),
    ];
    for (name, value) in overrides {
        if value.is_some() {
            headers.remove(name);
        }
    }
}

fn signer<T>(request: &S3Request<T>) -> Option<&Signer> {
    request.extensions.get()
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: Option<&str>) {
    if let Some(value) = value.and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
        headers.insert(name, value);
    }
}

/// `ON` or `OFF`.
pub(super) fn hold_status(held: bool) -> &'static str {
    if held { ObjectLockLegalHoldStatus::ON } else { ObjectLockLegalHoldStatus::OFF }
}

/// A moment in the adapter's words.
pub(super) fn timestamp(at: jiff::Timestamp) -> Timestamp {
    Timestamp::from(SystemTime::from(at))
}

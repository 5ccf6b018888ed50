//! ListObjectsV2, ListObjectVersions, ListParts.

use std::{ops::Bound, sync::Arc};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use s3s::{
    S3Response, S3Result,
    dto::{
        CommonPrefix, DeleteMarkerEntry, ETag, ListObjectVersionsInput, ListObjectVersionsOutput,
        ListObjectsV2Input, ListObjectsV2Output, ListPartsInput, ListPartsOutput, Object,
        ObjectVersion, Part,
    },
    s3_error,
};

use super::{
    bucket::Bucket, checksum::tell_checksum, core::Core, reading::timestamp,
    uploads::no_such_upload, version::Stored,
};

/// The most that S3 lists at once.
const PAGE: i32 = 1000;

pub(super) fn objects(
    core: &Core,
    input: ListObjectsV2Input,
) -> S3Result<S3Response<ListObjectsV2Output>> {
    let bucket = core.bucket(&input.bucket)?;
    let prefix = input.prefix.clone().unwrap_or_default();
    let token = input.continuation_token.as_deref().map(read_token).transpose()?;
    let after = token.or_else(|| input.start_after.clone());
    let limit = page(input.max_keys);
    let mut found = current_objects(bucket, &prefix, after.as_deref(), limit + 1);
    let truncated = found.len() > limit && limit > 0;
    found.truncate(limit);
    let last = found.last().map(|stored| stored.version.key.clone());
    let contents: Vec<_> = found.iter().filter_map(listed).collect();
    Ok(S3Response::new(ListObjectsV2Output {
        name: Some(input.bucket),
        prefix: Some(prefix),
        max_keys: i32::try_from(limit).ok(),
        key_count: i32::try_from(contents.len()).ok(),
        is_truncated: Some(truncated),
        next_continuation_token: last
            .filter(|_| truncated)
            .map(|key| BASE64_URL_SAFE_NO_PAD.encode(key)),
        continuation_token: input.continuation_token,
        start_after: input.start_after,
        contents: Some(contents),
        ..Default::default()
    }))
}

pub(super) fn versions(
    core: &Core,
    input: ListObjectVersionsInput,
) -> S3Result<S3Response<ListObjectVersionsOutput>> {
    let bucket = core.bucket(&input.bucket)?;
    let prefix = input.prefix.clone().unwrap_or_default();
    let limit = page(input.max_keys);
    if let Some(delimiter) = input.delimiter.clone().filter(|text| !text.is_empty()) {
        return Ok(S3Response::new(folders(bucket, input, &delimiter, limit)));
    }
    let marker = (input.key_marker.as_deref(), input.version_id_marker.as_deref());
    let mut found = all_versions(bucket, &prefix, marker, limit + 1);
    let truncated = found.len() > limit && limit > 0;
    found.truncate(limit);
    let next = found.last().filter(|_| truncated).map(|(stored, _)| stored.version.clone());
    let mut output = ListObjectVersionsOutput {
        name: Some(input.bucket),
        prefix: Some(prefix),
        max_keys: i32::try_from(limit).ok(),
        is_truncated: Some(truncated),
        key_marker: input.key_marker,
        version_id_marker: input.version_id_marker,
        next_key_marker: next.as_ref().map(|version| version.key.clone()),
        next_version_id_marker: next.map(|version| version.id),
        ..Default::default()
    };
    for (stored, latest) in &found {
        match listed(stored) {
            Some(object) => output.versions.get_or_insert_default().push(ObjectVersion {
                e_tag: object.e_tag,
                is_latest: Some(*latest),
                key: object.key,
                last_modified: object.last_modified,
                size: object.size,
                version_id: Some(stored.version.id.clone()),
                ..Default::default()
            }),
            None => output.delete_markers.get_or_insert_default().push(DeleteMarkerEntry {
                is_latest: Some(*latest),
                key: Some(stored.version.key.clone()),
                last_modified: Some(timestamp(stored.version.at)),
                version_id: Some(stored.version.id.clone()),
                ..Default::default()
            }),
        }
    }
    Ok(S3Response::new(output))
}

pub(super) async fn parts(
    core: &Arc<Core>,
    input: ListPartsInput,
) -> S3Result<S3Response<ListPartsOutput>> {
    // A completion may hold the upload for as long as it copies.
    let working = Arc::clone(core);
    core.disk.run(move || parts_now(&working, input)).await
}

fn parts_now(core: &Core, input: ListPartsInput) -> S3Result<S3Response<ListPartsOutput>> {
    let bucket = core.bucket(&input.bucket)?;
    let upload = bucket.uploads.find(&input.key, &input.upload_id)?;
    let limit = page(input.max_parts);
    let after = input.part_number_marker.unwrap_or(0);
    let held = upload.hold();
    let parts = held.as_ref().ok_or_else(no_such_upload)?;
    let mut listed: Vec<_> = parts.range(after.saturating_add(1)..).take(limit + 1).collect();
    let truncated = listed.len() > limit && limit > 0;
    listed.truncate(limit);
    let next = listed.last().map(|(number, _)| **number);
    let shown = listed.into_iter().map(|(number, part)| {
        let mut shown = Part {
            e_tag: Some(ETag::Strong(part.record.etag())),
            last_modified: Some(timestamp(part.record.at)),
            part_number: Some(*number),
            size: i64::try_from(part.record.size).ok(),
            ..Default::default()
        };
        tell_checksum!(shown, part.record.checksum);
        shown
    });
    let algorithm = upload.record.algorithm;
    Ok(S3Response::new(ListPartsOutput {
        parts: Some(shown.collect()),
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(input.upload_id),
        max_parts: i32::try_from(limit).ok(),
        is_truncated: Some(truncated),
        part_number_marker: input.part_number_marker,
        next_part_number_marker: next,
        checksum_algorithm: algorithm.map(|algorithm| algorithm.name().to_owned().into()),
        checksum_type: algorithm.map(|_| upload.record.checksum_kind().to_owned().into()),
        ..Default::default()
    }))
}

fn current_objects(
    bucket: &Bucket,
    prefix: &str,
    after: Option<&str>,
    limit: usize,
) -> Vec<Stored> {
    let start = match after {
        Some(after) if after >= prefix => Bound::Excluded(after),
        _ => Bound::Included(prefix),
    };
    bucket
        .index()
        .range::<str, _>((start, Bound::Unbounded))
        .take_while(|(key, _)| key.starts_with(prefix))
        .filter_map(|(_, versions)| {
            versions.last().filter(|stored| stored.version.object.is_some())
        })
        .take(limit)
        .cloned()
        .collect()
}

/// Everything before the first delimiter, once; and the keys that have none, which are told by
/// their current version alone: nobody here asks for more.
fn folders(
    bucket: &Bucket,
    input: ListObjectVersionsInput,
    delimiter: &str,
    limit: usize,
) -> ListObjectVersionsOutput {
    let prefix = input.prefix.clone().unwrap_or_default();
    let after = input.key_marker.clone().unwrap_or_default();
    let (mut prefixes, mut versions) = (Vec::<CommonPrefix>::new(), Vec::new());
    let mut last: Option<String> = None;
    let mut truncated = false;
    for (key, stored) in
        bucket.index().range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded))
    {
        let Some(rest) = key.strip_prefix(&prefix) else { break };
        let end = rest.find(delimiter).map(|at| prefix.len() + at + delimiter.len());
        let name = end.map_or(key.as_str(), |end| &key[..end]);
        if name <= after.as_str() || last.as_deref() == Some(name) {
            continue;
        }
        if prefixes.len() + versions.len() == limit {
            truncated = true;
            break;
        }
        last = Some(name.to_owned());
        match end {
            Some(_) => prefixes.push(CommonPrefix { prefix: last.clone() }),
            None => versions.extend(stored.last().map(|stored| ObjectVersion {
                is_latest: Some(true),
                key: Some(key.clone()),
                last_modified: Some(timestamp(stored.version.at)),
                version_id: Some(stored.version.id.clone()),
                ..Default::default()
            })),
        }
    }
    ListObjectVersionsOutput {
        name: Some(input.bucket),
        prefix: Some(prefix),
        delimiter: input.delimiter,
        max_keys: i32::try_from(limit).ok(),
        is_truncated: Some(truncated),
        key_marker: input.key_marker,
        next_key_marker: last.filter(|_| truncated),
        common_prefixes: Some(prefixes),
        versions: Some(versions),
        ..Default::default()
    }
}

/// Versions by key and then from the newest on, each with whether it is the current one.
fn all_versions(
    bucket: &Bucket,
    prefix: &str,
    (key_marker, id_marker): (Option<&str>, Option<&str>),
    limit: usize,
) -> Vec<(Stored, bool)> {
    let after = key_marker.unwrap_or_default();
    let index = bucket.index();
    let mut found = Vec::new();
    for (key, versions) in
        index.range::<str, _>((Bound::Included(prefix.max(after)), Bound::Unbounded))
    {
        if !key.starts_with(prefix) {
            break;
        }
        let mut newest_first = versions.iter().rev().enumerate().collect::<Vec<_>>();
        if key == after && key_marker.is_some() {
            let passed = newest_first
                .iter()
                .position(|(_, stored)| Some(stored.version.id.as_str()) == id_marker);
            newest_first.drain(..passed.map_or(newest_first.len(), |passed| passed + 1));
        }
        found.extend(newest_first.into_iter().map(|(age, stored)| (stored.clone(), age == 0)));
        if found.len() >= limit {
            found.truncate(limit);
            break;
        }
    }
    found
}

fn listed(stored: &Stored) -> Option<Object> {
    let object = stored.version.object.as_ref()?;
    Some(Object {
        e_tag: Some(ETag::Strong(object.etag.clone())),
        key: Some(stored.version.key.clone()),
        last_modified: Some(timestamp(stored.version.at)),
        size: i64::try_from(object.size).ok(),
        ..Default::default()
    })
}

fn page(asked: Option<i32>) -> usize {
    usize::try_from(asked.unwrap_or(PAGE).clamp(0, PAGE)).unwrap_or(0)
}

fn read_token(token: &str) -> S3Result<String> {
    BASE64_URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .and_then(|key| String::from_utf8(key).ok())
        .ok_or_else(|| s3_error!(InvalidArgument, "The continuation token provided is incorrect"))
}

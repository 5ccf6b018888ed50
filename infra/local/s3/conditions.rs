//! If-Match and If-None-Match, as S3 understands them.

use http::{HeaderMap, HeaderValue};
use s3s::{S3Error, S3Result, dto::ETagCondition, s3_error};

use super::{refusal, version::Object};

/// The conditions of one request.
#[derive(Default)]
pub(super) struct Conditions {
    if_match: Option<ETagCondition>,
    if_none_match: Option<ETagCondition>,
}

impl Conditions {
    pub(super) fn new(
        if_match: Option<ETagCondition>,
        if_none_match: Option<ETagCondition>,
    ) -> Self {
        Self { if_match, if_none_match }
    }

    /// Reads them from the headers, for a request whose parsed input leaves them out.
    pub(super) fn read(headers: &HeaderMap) -> S3Result<Self> {
        let condition = |name: &str| match headers.get(name) {
            None => Ok(None),
            Some(value) => ETagCondition::parse_http_header(value.as_bytes())
                .map(Some)
                .map_err(|error| s3_error!(error, InvalidArgument, "Invalid header: {name}")),
        };
        Ok(Self::new(condition("if-match")?, condition("if-none-match")?))
    }

    /// For a write, against the current version, unless that is a delete marker.
    pub(super) fn allow_write(&self, current: Option<&Object>) -> S3Result<()> {
        match (&self.if_none_match, current) {
            (Some(ETagCondition::ETag(_)), _) => {
                return Err(s3_error!(NotImplemented, "A write takes If-None-Match: * alone."));
            }
            (Some(ETagCondition::Any), Some(_)) => return Err(failed("If-None-Match")),
            _ => {}
        }
        match (&self.if_match, current) {
            (Some(_), None) => Err(s3_error!(NoSuchKey, "The specified key does not exist.")),
            (Some(condition), Some(object)) if !holds(condition, object) => Err(failed("If-Match")),
            _ => Ok(()),
        }
    }

    /// For a read.
    pub(super) fn allow_read(&self, object: &Object) -> S3Result<()> {
        if self.if_match.as_ref().is_some_and(|condition| !holds(condition, object)) {
            return Err(failed("If-Match"));
        }
        if self.if_none_match.as_ref().is_some_and(|condition| holds(condition, object)) {
            let mut unchanged = s3_error!(NotModified);
            let mut headers = HeaderMap::new();
            if let Ok(etag) = HeaderValue::from_str(&format!("\"{}\"", object.etag)) {
                headers.insert("etag", etag);
            }
            unchanged.set_headers(headers);
            return Err(unchanged);
        }
        Ok(())
    }

    /// For the source of a copy, where every failure is a failed precondition.
    pub(super) fn allow_copy_of(&self, object: &Object) -> S3Result<()> {
        let matches = self.if_match.as_ref().is_none_or(|condition| holds(condition, object));
        let differs = self.if_none_match.as_ref().is_none_or(|condition| !holds(condition, object));
        match (matches, differs) {
            (false, _) => Err(failed("x-amz-copy-source-If-Match")),
            (_, false) => Err(failed("x-amz-copy-source-If-None-Match")),
            _ => Ok(()),
        }
    }
}

fn holds(condition: &ETagCondition, object: &Object) -> bool {
    match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(etag) => etag.value() == object.etag,
    }
}

fn failed(which: &str) -> S3Error {
    let message =
        format!("At least one of the pre-conditions you specified did not hold ({which}).");
    refusal(412, "PreconditionFailed", message)
}

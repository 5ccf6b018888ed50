//! The S3 of the local system: just the operations that the functions and the browser use, with
//! the meaning that they have in the cloud, kept in a folder that survives `kill -9`.
//!
//! - A body is hashed while it is spooled, and compared with all that was announced, **before**
//!   anything of it can be seen.
//! - Preconditions, commits and deletions of one key happen under that key's lock; other keys go
//!   on beside it.
//! - The record of a version is its commit point: see [`disk`].
//! - Signatures and expiry are measured by the clock given at the opening.
//! - What a caller may do is decided per access key, action and bucket. A missing key is told
//!   only to those who may `s3:ListBucket`, and is 403 for all others.
//! - What is not implemented is refused with 501, never ignored.

mod access;
mod assembly;
mod bucket;
mod checksum;
mod conditions;
mod configured;
mod content;
mod core;
mod cors;
mod disk;
mod holds;
mod inspection;
mod lent;
mod lifecycle;
mod listing;
mod multipart;
mod operations;
mod reading;
mod replication;
mod settings;
mod signature;
mod snapshot;
mod spool;
#[cfg(test)]
mod tests;
mod uploads;
mod version;
mod writing;

use std::{borrow::Cow, fmt, io, sync::Arc};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header::HOST, request::Parts};
use http_body_util::{BodyExt, Full};
use jiff::Timestamp;
use s3s::{
    Body, S3Error, S3ErrorCode,
    config::{S3Config, StaticConfigProvider},
    s3_error,
    service::{S3Service, S3ServiceBuilder},
};

use self::{access::Gate, core::Core, cors::CrossOrigin, operations::Operations};
pub use self::{
    configured::Configured,
    inspection::{UploadSummary, VersionSummary},
    lifecycle::Expired,
    settings::{
        Authority, BucketSettings, Clock, CorsRule, CreatedSink, Credential, ObjectCreated,
        Settings,
    },
    snapshot::Snapshot,
};

/// An open S3. Clones share it.
#[derive(Clone)]
pub struct S3 {
    core: Arc<Core>,
    service: S3Service,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3").field("settings", &self.core.settings).finish_non_exhaustive()
    }
}

impl S3 {
    /// Opens the folder, or an empty memory, clears away what was never committed, and brings the
    /// replicas up to date. Blocks; a folder in use by another process is an error.
    pub fn open(settings: Settings) -> io::Result<Self> {
        let core = Arc::new(Core::open(settings)?);
        let mut config = S3Config::default();
        // The adapter's clock is the machine's; ours decides, before a request gets there.
        config.presigned_url_max_skew_time_secs = u32::MAX;
        let mut builder = S3ServiceBuilder::new(Operations(Arc::clone(&core)));
        builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(config))));
        builder.set_auth(Gate(Arc::clone(&core)));
        builder.set_access(Gate(Arc::clone(&core)));
        Ok(Self { core, service: builder.build() })
    }

    /// Answers a whole request, for SDK clients in this process.
    pub async fn call(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (parts, body) = self.serve(request.map(Full::new)).await.into_parts();
        match body.collect().await {
            Ok(body) => Response::from_parts(parts, body.to_bytes()),
            Err(error) => {
                tracing::error!(%error, "an object could not be read to its end");
                let mut broken = Response::new(Bytes::new());
                *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                broken
            }
        }
    }

    /// Answers a request whose body still arrives, for the gateway. Bodies flow both ways.
    pub async fn serve<B>(&self, request: Request<B>) -> Response<Body>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: std::error::Error + Send + Sync + 'static,
    {
        let (parts, body) = request.into_parts();
        let cross_origin = CrossOrigin::read(&parts, self.cors_rules(&parts));
        let head = parts.method == Method::HEAD;
        let (lender, lent) = lent::lend(body);
        let mut response =
            match self.answer(parts, cross_origin.as_ref(), Body::http_body_unsync(lent)).await {
                Ok(response) => response,
                Err(refused) => refused.to_http_response().unwrap_or_else(|_| unspeakable()),
            };
        lender.drain().await;
        if let Some(cross_origin) = cross_origin {
            cross_origin.mark(response.headers_mut());
        }
        if head || response.status() == StatusCode::NOT_MODIFIED {
            // The adapter writes errors into bodies that these answers must not have.
            *response.body_mut() = Body::empty();
        }
        response
    }

    /// Waits until every version and hold committed so far is in its replica.
    pub async fn replicated(&self) {
        self.core.replicated().await;
    }

    /// Deletes what is older than its bucket allows at `now`, and aborts as old uploads.
    pub async fn expire(&self, now: Timestamp) -> io::Result<Expired> {
        self.core.expire(now).await.map_err(io::Error::other)
    }

    async fn answer(
        &self,
        mut parts: Parts,
        cross_origin: Option<&CrossOrigin>,
        body: Body,
    ) -> Result<Response<Body>, S3Error> {
        if parts.method == Method::OPTIONS {
            return cross_origin.ok_or_else(cors::insufficient)?.preflight();
        }
        if is_form(&parts) {
            return Err(s3_error!(NotImplemented, "Uploads by an HTML form are not implemented."));
        }
        name_host(&mut parts);
        signature::verify(&mut parts, self.core.now(), |access_key| self.core.secret(access_key))?;
        let request = Request::from_parts(parts, body);
        self.service.call(request).await.map_err(|error| {
            let error: s3s::StdError = error.into();
            S3Error::with_source(S3ErrorCode::InternalError, error)
        })
    }

    fn cors_rules(&self, parts: &Parts) -> &[CorsRule] {
        let name = parts.uri.path().split('/').nth(1).unwrap_or_default();
        self.core.buckets.get(name).map_or(&[], |bucket| &bucket.settings.cors)
    }
}

/// Such a body would be read before anybody asked who sent it.
fn is_form(parts: &Parts) -> bool {
    let content_type =
        parts.headers.get("content-type").map(HeaderValue::as_bytes).unwrap_or_default();
    parts.method == Method::POST && content_type.starts_with(b"multipart/form-data")
}

/// An SDK in this process leaves to its HTTP client to name the host that it signed.
fn name_host(parts: &mut Parts) {
    if !parts.headers.contains_key(HOST)
        && let Some(host) =
            parts.uri.authority().and_then(|host| HeaderValue::from_str(host.as_str()).ok())
    {
        parts.headers.insert(HOST, host);
    }
}

/// An error that the adapter has no code for, or whose code has another status here.
fn refusal(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> S3Error {
    let code = S3ErrorCode::from_bytes(code.as_bytes()).unwrap_or(S3ErrorCode::InternalError);
    let mut error = S3Error::with_message(code, message);
    error
        .set_status_code(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    error
}

fn unspeakable() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

//! Objects in S3: staging, which browsers write; the vault, which no browser reaches; the outbox of
//! central submissions; and, for the nightly comparison, vault and second copy as they lie there.

mod copies;
mod listing;
mod outbox;
mod protection;
mod reading;
mod staging;
mod vault;

pub use copies::{Copies, Version};
pub use outbox::{Delivered, Outbox, Part};
pub use staging::{Grant, Staging, Upload};
pub use vault::{Copied, Vault, VaultVersion};

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jiff::Timestamp;
use portfolio::FileId;

use crate::StoreError;

/// The name under which a file's bytes lie, in staging and in the vault alike.
pub fn object_key(file: FileId) -> String {
    format!("{}/{}", file.owner, file.upload)
}

/// The file whose bytes lie under this name.
pub fn file_of(key: &str) -> Option<FileId> {
    let (owner, upload) = key.split_once('/')?;
    Some(FileId { owner: owner.parse().ok()?, upload: upload.parse().ok()? })
}

/// What S3 wants for a digest: base64 instead of hexadecimal digits.
fn checksum(sha256: &str) -> String {
    BASE64.encode(hex::decode(sha256).unwrap_or_default())
}

/// Hexadecimal digits of the digest that S3 gives.
fn digest(checksum: Option<&str>) -> Option<String> {
    BASE64.decode(checksum?).ok().map(hex::encode)
}

/// The second in which a signed address begins to live: S3 knows no parts of seconds.
fn whole_second(now: Timestamp) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(now.as_second()).map_err(failed)
}

/// How S3 said no, as far as it matters to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    NotThere,
    Precondition,
    Other,
}

fn answer<E, R>(error: &SdkError<E, R>) -> Answer
where
    SdkError<E, R>: ProvideErrorMetadata,
    R: HttpStatus,
{
    let status = error.raw_response().map(HttpStatus::status);
    match (error.code(), status) {
        (Some("NoSuchKey" | "NotFound" | "NoSuchVersion"), _) | (_, Some(404)) => Answer::NotThere,
        (Some("PreconditionFailed" | "ConditionalRequestConflict"), _) | (_, Some(412)) => {
            Answer::Precondition
        }
        _ => Answer::Other,
    }
}

trait HttpStatus {
    fn status(&self) -> u16;
}

impl HttpStatus for aws_sdk_s3::config::http::HttpResponse {
    fn status(&self) -> u16 {
        self.status().as_u16()
    }
}

fn failed<E: std::error::Error + 'static>(error: E) -> StoreError {
    StoreError::unavailable(error)
}

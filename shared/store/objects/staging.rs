use aws_sdk_s3::{
    Client, presigning::PresigningConfig, primitives::ByteStream, types::ChecksumMode,
};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Answer, answer, checksum, digest, failed, object_key, reading, whole_second};
use crate::{StoreError, items::StoredFile};

/// The bucket that browsers write, one object per reservation. Its objects live for a day.
#[derive(Debug, Clone)]
pub struct Staging {
    client: Client,
    bucket: String,
}

/// Where and how the browser sends the bytes.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Always `PUT`.
    pub method: String,
    /// The signed address.
    pub url: String,
    /// The signed headers that the page sets itself. The length is signed too, but browsers set it.
    pub headers: Vec<(String, String)>,
    /// Until when the address can be used.
    pub expires_at: Timestamp,
}

/// What lies in staging.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits, as S3 verified them on arrival.
    pub sha256: Option<String>,
    /// The entity tag, quoted.
    pub etag: String,
}

/// The longest that a signed address lives.
const ADDRESS_LIVES: SignedDuration = SignedDuration::from_mins(15);
/// Bytes from the beginning of a file that tell its type.
const SNIFFED: u64 = 8192;

impl Staging {
    /// The bucket of that name.
    pub fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    /// Signs the address for a reservation's bytes: their length, type, name and SHA-256 are signed
    /// headers, and nothing that is there already can be overwritten. The address never outlives
    /// the reservation; none where no whole second of it is left, since S3 counts in seconds.
    pub async fn presign(
        &self,
        file: &StoredFile,
        now: Timestamp,
    ) -> Result<Option<Grant>, StoreError> {
        let begins = whole_second(now)?;
        let left = file.expires_at.as_second() - begins.as_second();
        let lives = SignedDuration::from_secs(left).min(ADDRESS_LIVES);
        if !lives.is_positive() {
            return Ok(None);
        }
        let config = PresigningConfig::builder()
            .start_time(begins.into())
            .expires_in(lives.unsigned_abs())
            .build()
            .map_err(failed)?;
        let size = i64::try_from(file.size).map_err(failed)?;
        let request = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .content_length(size)
            .content_type(&file.media_type)
            .content_disposition(attachment(&file.name))
            .checksum_sha256(checksum(&file.sha256))
            .if_none_match("*")
            .presigned(config)
            .await
            .map_err(failed)?;
        let headers = request
            .headers()
            .filter(|(name, _)| *name != "content-length" && *name != "host")
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let (method, url) = (request.method().to_owned(), request.uri().to_owned());
        Ok(Some(Grant { method, url, headers, expires_at: begins + lives }))
    }

    /// Sends the bytes as a browser does that was granted the address. `false` where some lie there
    /// already.
    pub async fn write(&self, file: &StoredFile, bytes: Bytes) -> Result<bool, StoreError> {
        let sent = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .content_type(&file.media_type)
            .content_disposition(attachment(&file.name))
            .checksum_sha256(checksum(&file.sha256))
            .if_none_match("*")
            .body(ByteStream::from(bytes))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(true),
            Err(error) if answer(&error) == Answer::Precondition => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// What lies there for the file; none where nothing has come.
    pub async fn look(&self, file: &StoredFile) -> Result<Option<Upload>, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        match head {
            Ok(head) => Ok(Some(Upload {
                size: head.content_length().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                sha256: digest(head.checksum_sha256()),
                etag: head.e_tag().unwrap_or_default().to_owned(),
            })),
            Err(error) if answer(&error) == Answer::NotThere => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// The first bytes of the file, by which its real type is told.
    pub async fn beginning(&self, file: &StoredFile) -> Result<Bytes, StoreError> {
        let get = self.client.get_object().bucket(&self.bucket).key(object_key(file.file));
        let get = get.range(format!("bytes=0-{}", SNIFFED - 1));
        let bytes = reading::read(|| get.clone().send(), reading::whole).await?;
        bytes.ok_or(StoreError::Missing("the bytes of an upload"))
    }

    /// The bucket and name that a copy is taken from.
    pub(super) fn source(&self, file: &StoredFile) -> String {
        format!("{}/{}", self.bucket, object_key(file.file))
    }
}

/// A download's header for a name in any script (RFC 6266, RFC 5987).
pub(super) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' })
        .collect();
    let encoded = utf8_percent_encode(name, NON_ALPHANUMERIC);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

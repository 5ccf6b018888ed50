use aws_sdk_s3::{
    Client,
    primitives::{ByteStream, SdkBody},
    types::{ChecksumAlgorithm, ChecksumMode, CompletedMultipartUpload, CompletedPart},
};
use bytes::Bytes;
use jiff::Timestamp;

use super::{Answer, answer, digest, failed, reading, staging::attachment};
use crate::StoreError;

/// The bucket that central submissions are delivered to.
#[derive(Debug, Clone)]
pub struct Outbox {
    pub(super) client: Client,
    pub(super) bucket: String,
}

/// What the outbox holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits; none for an object of several parts, whose parts were each verified.
    pub sha256: Option<String>,
}

/// One part of an object that is sent in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: i32,
    /// The entity tag, quoted.
    pub etag: String,
    /// The digest as S3 verified it, base64.
    pub checksum: String,
}

impl Part {
    /// Whether the part's bytes have this digest, in hexadecimal digits.
    pub fn has_digest(&self, sha256: &str) -> bool {
        self.checksum == super::checksum(sha256)
    }
}

impl Outbox {
    /// The bucket of that name.
    pub fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    /// Writes a whole object; S3 verifies the digest before it accepts.
    pub async fn write(&self, key: &str, bytes: Bytes, sha256: &str) -> Result<(), StoreError> {
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(key)
            .checksum_sha256(super::checksum(sha256))
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(failed)?;
        Ok(())
    }

    /// Signs the address of what was delivered, to be kept under this name. Answers it and the moment
    /// when it ends.
    pub async fn presign_get(
        &self,
        key: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<(String, Timestamp), StoreError> {
        let get = self.client.get_object().bucket(&self.bucket).key(key);
        let get = get
            .response_content_disposition(attachment(name))
            .response_content_type("application/octet-stream");
        reading::signed(get, now).await
    }

    /// What lies there; none where nothing does.
    pub async fn look(&self, key: &str) -> Result<Option<Delivered>, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(key)
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        match head {
            Ok(head) => Ok(Some(Delivered {
                size: head.content_length().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                sha256: digest(head.checksum_sha256()),
            })),
            Err(error) if answer(&error) == Answer::NotThere => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// The bytes that lie there, to be passed on as they come.
    pub async fn read(&self, key: &str) -> Result<SdkBody, StoreError> {
        let got = self.client.get_object().bucket(&self.bucket).key(key).send().await;
        Ok(got.map_err(failed)?.body.into_inner())
    }

    /// Begins an object that is sent in parts.
    pub async fn begin(&self, key: &str) -> Result<String, StoreError> {
        let begun = self
            .client
            .create_multipart_upload()
            .bucket(&self.bucket)
            .key(key)
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .send()
            .await
            .map_err(failed)?;
        begun.upload_id.ok_or(StoreError::Missing("the multipart upload's id"))
    }

    /// Sends one part.
    pub async fn send_part(
        &self,
        key: &str,
        upload: &str,
        number: i32,
        bytes: Bytes,
        sha256: &str,
    ) -> Result<Part, StoreError> {
        let checksum = super::checksum(sha256);
        let sent = self
            .client
            .upload_part()
            .bucket(&self.bucket)
            .key(key)
            .upload_id(upload)
            .part_number(number)
            .checksum_sha256(&checksum)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(failed)?;
        let etag = sent.e_tag.ok_or(StoreError::Missing("the part's entity tag"))?;
        Ok(Part { number, etag, checksum })
    }

    /// The parts that have been sent; none where the upload is no more.
    pub async fn parts(&self, key: &str, upload: &str) -> Result<Option<Vec<Part>>, StoreError> {
        let list =
            self.client.list_parts().bucket(&self.bucket).key(key).upload_id(upload).send().await;
        let list = match list {
            Ok(list) => list,
            Err(error) if answer(&error) == Answer::NotThere => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let part = |part: &aws_sdk_s3::types::Part| {
            Some(Part {
                number: part.part_number()?,
                etag: part.e_tag()?.to_owned(),
                checksum: part.checksum_sha256()?.to_owned(),
            })
        };
        Ok(Some(list.parts().iter().filter_map(part).collect()))
    }

    /// Puts the parts together.
    pub async fn finish(&self, key: &str, upload: &str, parts: &[Part]) -> Result<(), StoreError> {
        let completed = parts.iter().map(|part| {
            CompletedPart::builder()
                .part_number(part.number)
                .e_tag(&part.etag)
                .checksum_sha256(&part.checksum)
                .build()
        });
        let parts =
            CompletedMultipartUpload::builder().set_parts(Some(completed.collect())).build();
        self.client
            .complete_multipart_upload()
            .bucket(&self.bucket)
            .key(key)
            .upload_id(upload)
            .multipart_upload(parts)
            .send()
            .await
            .map_err(failed)?;
        Ok(())
    }
}

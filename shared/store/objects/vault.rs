use aws_sdk_s3::{
    Client,
    types::{ChecksumAlgorithm, ChecksumMode, ObjectLockLegalHold, ObjectLockLegalHoldStatus},
};
use bytes::Bytes;
use jiff::Timestamp;

use super::{
    Answer, Staging, Upload, answer, digest, failed,
    listing::{Listed, each_page},
    object_key, reading,
    staging::attachment,
};
use crate::{StoreError, items::StoredFile};

/// The bucket that no browser path reaches: versioned, replicated, nothing in it expires.
#[derive(Debug, Clone)]
pub struct Vault {
    client: Client,
    bucket: String,
}

/// What lies in the vault after a copy.
#[derive(Debug, Clone)]
pub struct Copied {
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits, as S3 computed them from what it wrote.
    pub sha256: Option<String>,
    /// The version's own name.
    pub version: Option<String>,
}

/// One version of an object.
#[derive(Debug, Clone)]
pub struct VaultVersion {
    /// The object's name.
    pub key: String,
    /// The version's own name.
    pub version: String,
}

impl Vault {
    /// The bucket of that name.
    pub fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    /// Copies what lies in staging, if it is still that and nothing lies in the vault yet. `false`
    /// where either does not hold: then it is time to look.
    pub async fn copy_in(
        &self,
        staging: &Staging,
        file: &StoredFile,
        upload: &Upload,
    ) -> Result<bool, StoreError> {
        let copy = self
            .client
            .copy_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .copy_source(staging.source(file))
            .copy_source_if_match(&upload.etag)
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .if_none_match("*")
            .send()
            .await;
        match copy {
            Ok(_) => Ok(true),
            Err(error) if answer(&error) == Answer::Precondition => Ok(false),
            Err(error) if answer(&error) == Answer::NotThere => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// What lies there for the file; none where nothing does.
    pub async fn look(&self, file: &StoredFile) -> Result<Option<Copied>, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        match head {
            Ok(head) => Ok(Some(Copied {
                size: head.content_length().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                sha256: digest(head.checksum_sha256()),
                version: head.version_id().map(str::to_owned),
            })),
            Err(error) if answer(&error) == Answer::NotThere => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Signs an address to read the file as a download of its name.
    pub async fn presign_get(
        &self,
        file: &StoredFile,
        now: Timestamp,
    ) -> Result<(String, Timestamp), StoreError> {
        let get = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(object_key(file.file))
            .set_version_id(file.vault_version.clone())
            .response_content_disposition(attachment(&file.name))
            .response_content_type(&file.media_type);
        reading::signed(get, now).await
    }

    /// The whole file, at most 10 MB.
    pub async fn read(&self, key: &str, version: Option<&str>) -> Result<Bytes, StoreError> {
        let get = self.client.get_object().bucket(&self.bucket).key(key);
        let get = get.set_version_id(version.map(str::to_owned));
        let bytes = reading::read(|| get.clone().send(), reading::whole).await?;
        bytes.ok_or(StoreError::Missing("the bytes of a file"))
    }

    /// Holds the version for ever, until somebody with the right to do so lifts the hold.
    pub async fn hold(&self, key: &str, version: &str) -> Result<(), StoreError> {
        let hold = ObjectLockLegalHold::builder().status(ObjectLockLegalHoldStatus::On).build();
        self.client
            .put_object_legal_hold()
            .bucket(&self.bucket)
            .key(key)
            .version_id(version)
            .legal_hold(hold)
            .send()
            .await
            .map_err(failed)?;
        Ok(())
    }

    /// Every version of one object.
    pub async fn versions(&self, key: &str) -> Result<Vec<VaultVersion>, StoreError> {
        let mut versions = Vec::new();
        each_page(&self.client, &self.bucket, Listed::Prefix(key), |page| {
            versions.extend(page.versions().iter().filter_map(|version| {
                let at = version.key().filter(|at| *at == key)?;
                Some(VaultVersion { key: at.to_owned(), version: version.version_id()?.to_owned() })
            }));
        })
        .await?;
        Ok(versions)
    }

    /// Removes one version for ever. `false` where a hold forbids it.
    pub async fn collect(&self, version: &VaultVersion) -> Result<bool, StoreError> {
        let delete = self
            .client
            .delete_object()
            .bucket(&self.bucket)
            .key(&version.key)
            .version_id(&version.version)
            .send()
            .await;
        match delete {
            Ok(_) => Ok(true),
            Err(error) if answer(&error) == Answer::NotThere => Ok(true),
            Err(error) if is_denied(&error) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }
}

fn is_denied<E>(error: &aws_sdk_s3::error::SdkError<E>) -> bool {
    error.raw_response().is_some_and(|response| response.status().as_u16() == 403)
}

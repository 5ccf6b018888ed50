use aws_sdk_s3::{
    Client,
    config::ResponseChecksumValidation,
    primitives::{ByteStream, ByteStreamError},
    types::{ChecksumMode, ObjectLockLegalHoldStatus},
};
use portfolio::{AccountId, integrity::CopyFacts};
use sha2::{Digest as _, Sha256};

use super::{
    Answer, answer, digest, failed,
    listing::{Listed, each_page},
    reading,
};
use crate::StoreError;

/// One of the buckets that hold every file, the vault or its second copy, as it lies there: read to
/// be compared, never to be changed.
#[derive(Debug, Clone)]
pub struct Copies {
    pub(super) client: Client,
    pub(super) bucket: String,
}

/// A version in the bucket, or a delete marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The object's name.
    pub key: String,
    /// The version's own name.
    pub version: String,
    /// Whether it is what a plain read finds.
    pub latest: bool,
    /// Whether it stands for a deletion.
    pub marker: bool,
}

impl Copies {
    /// The bucket of that name.
    pub fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    /// Every version of an owner's objects, delete markers included: one list per thousand.
    pub async fn versions(&self, owner: AccountId) -> Result<Vec<Version>, StoreError> {
        let mut found = Vec::new();
        let prefix = format!("{owner}/");
        each_page(&self.client, &self.bucket, Listed::Prefix(&prefix), |page| {
            found.extend(page.versions().iter().filter_map(|one| {
                let (key, version) = (one.key()?.to_owned(), one.version_id()?.to_owned());
                let latest = one.is_latest().unwrap_or_default();
                Some(Version { key, version, latest, marker: false })
            }));
            found.extend(page.delete_markers().iter().filter_map(|one| {
                let (key, version) = (one.key()?.to_owned(), one.version_id()?.to_owned());
                let latest = one.is_latest().unwrap_or_default();
                Some(Version { key, version, latest, marker: true })
            }));
        })
        .await?;
        Ok(found)
    }

    /// Everybody who has anything here, and the names of objects that belong to nobody: one list per
    /// thousand owners.
    pub async fn owners(&self) -> Result<(Vec<AccountId>, Vec<String>), StoreError> {
        let (mut owners, mut strays) = (Vec::new(), Vec::new());
        each_page(&self.client, &self.bucket, Listed::Folders, |page| {
            let folders = page.common_prefixes().iter().filter_map(|folder| folder.prefix());
            for folder in folders {
                match folder.trim_end_matches('/').parse() {
                    Ok(owner) => owners.push(owner),
                    Err(_) => strays.push(folder.to_owned()),
                }
            }
            strays.extend(page.versions().iter().filter_map(|one| one.key().map(str::to_owned)));
        })
        .await?;
        Ok((owners, strays))
    }

    /// What the bucket says of a version, without reading its bytes; none where it is not there.
    pub async fn look(&self, key: &str, version: &str) -> Result<Option<CopyFacts>, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(key)
            .version_id(version)
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        match head {
            Ok(head) => Ok(Some(CopyFacts {
                size: head.content_length().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                sha256: digest(head.checksum_sha256()),
                held: head.object_lock_legal_hold_status() == Some(&ObjectLockLegalHoldStatus::On),
            })),
            Err(error) if answer(&error) == Answer::NotThere => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// The SHA-256 of the bytes as they are read now, 64 hexadecimal digits; none where the version
    /// is not there. They pass through piece by piece.
    pub async fn hash(&self, key: &str, version: &str) -> Result<Option<String>, StoreError> {
        // What comes is hashed here: a client that compares with the bucket's own digest would end
        // in an error instead of an answer.
        let unchecked = aws_sdk_s3::config::Builder::new()
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
        let get = self.client.get_object().bucket(&self.bucket).key(key).version_id(version);
        let ask = || get.clone().customize().config_override(unchecked.clone()).send();
        reading::read(ask, hashed).await
    }
}

/// The SHA-256 of what comes.
async fn hashed(mut body: ByteStream) -> Result<String, ByteStreamError> {
    let mut hash = Sha256::new();
    while let Some(bytes) = body.try_next().await? {
        hash.update(&bytes);
    }
    Ok(hex::encode(hash.finalize()))
}

use aws_sdk_s3::{
    error::SdkError,
    types::{
        BucketVersioningStatus, DeleteMarkerReplicationStatus, ExpirationStatus, LifecycleRule,
        ObjectLockEnabled, ReplicationRule, ReplicationRuleStatus,
    },
};
use portfolio::integrity::BucketProtection;

use super::{Copies, HttpStatus, Outbox, failed};
use crate::StoreError;

impl Copies {
    /// How the bucket is set now.
    pub async fn protection(&self) -> Result<BucketProtection, StoreError> {
        let (client, bucket) = (&self.client, self.bucket.as_str());
        let versioning = client.get_bucket_versioning().bucket(bucket).send().await;
        let lock = client.get_object_lock_configuration().bucket(bucket).send().await;
        let lock = set(lock)?.and_then(|lock| lock.object_lock_configuration);
        let replication = set(client.get_bucket_replication().bucket(bucket).send().await)?;
        let rules = replication.and_then(|set| set.replication_configuration).map(|set| set.rules);
        let mut rules = rules.unwrap_or_default();
        rules.retain(|rule| rule.status == ReplicationRuleStatus::Enabled);
        let lifecycle = client.get_bucket_lifecycle_configuration().bucket(bucket).send().await;
        let lifecycle = set(lifecycle)?.and_then(|set| set.rules).unwrap_or_default();
        let block = client.get_public_access_block().bucket(bucket).send().await;
        let block = set(block)?.and_then(|set| set.public_access_block_configuration);
        Ok(BucketProtection {
            versioned: versioning.map_err(failed)?.status == Some(BucketVersioningStatus::Enabled),
            object_lock: lock.and_then(|lock| lock.object_lock_enabled)
                == Some(ObjectLockEnabled::Enabled),
            replicates: rules.iter().any(copies_everything),
            copies_deletions: rules.iter().any(copies_deletions),
            expires: lifecycle.iter().any(removes),
            closed: block.is_some_and(|block| {
                [
                    block.block_public_acls,
                    block.block_public_policy,
                    block.ignore_public_acls,
                    block.restrict_public_buckets,
                ]
                .iter()
                .all(|switch| *switch == Some(true))
            }),
        })
    }
}

impl Outbox {
    /// How the bucket is set now.
    pub async fn protection(&self) -> Result<BucketProtection, StoreError> {
        Copies::new(self.client.clone(), self.bucket.clone()).protection().await
    }
}

/// The answer of a setting; none where it is not set at all.
fn set<T, E>(answer: Result<T, SdkError<E>>) -> Result<Option<T>, StoreError>
where
    E: std::error::Error + 'static,
{
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.raw_response().map(HttpStatus::status) == Some(404) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// A rule without a prefix, a tag or another filter.
fn copies_everything(rule: &ReplicationRule) -> bool {
    rule.filter.as_ref().is_none_or(|filter| {
        filter.prefix.as_ref().is_none_or(String::is_empty)
            && filter.tag.is_none()
            && filter.and.is_none()
    })
}

/// Whether delete markers are copied too: rules without a filter are of the old form, which does.
fn copies_deletions(rule: &ReplicationRule) -> bool {
    let of_markers = rule.delete_marker_replication.as_ref();
    let says = of_markers.and_then(|markers| markers.status.as_ref());
    rule.filter.is_none() || says == Some(&DeleteMarkerReplicationStatus::Enabled)
}

/// Whether an enabled rule takes away more than uploads that were never finished.
fn removes(rule: &LifecycleRule) -> bool {
    rule.status == ExpirationStatus::Enabled
        && (rule.expiration.is_some() || rule.noncurrent_version_expiration.is_some())
}

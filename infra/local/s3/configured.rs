//! What of a bucket's settings can be another than was described, and what S3 says of them.

use jiff::SignedDuration;
use s3s::{
    S3Response, S3Result,
    dto::{
        DeleteMarkerReplication, DeleteMarkerReplicationStatus, ExpirationStatus,
        GetBucketLifecycleConfigurationOutput, GetBucketReplicationOutput,
        GetObjectLockConfigurationOutput, GetPublicAccessBlockOutput, LifecycleExpiration,
        LifecycleRule, ObjectLockConfiguration, ObjectLockEnabled, PublicAccessBlockConfiguration,
        ReplicationConfiguration, ReplicationRule, ReplicationRuleFilter, ReplicationRuleStatus,
    },
};

use super::{core::Core, refusal, settings::BucketSettings};

/// The settings, as they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Configured {
    /// Whether new versions are copied to the bucket's replica.
    pub replicates: bool,
    /// Whether delete markers are copied too.
    pub replicates_markers: bool,
    /// Whether versions can be put under legal hold.
    pub object_lock: bool,
    /// Age at which objects and unfinished multipart uploads end.
    pub expire_after: Option<SignedDuration>,
    /// Whether the public is kept out.
    pub closed: bool,
}

impl Configured {
    pub(super) fn of(settings: &BucketSettings) -> Self {
        Self {
            replicates: settings.replicate_to.is_some(),
            replicates_markers: false,
            object_lock: settings.object_lock,
            expire_after: settings.expire_after,
            closed: true,
        }
    }
}

type Answer<T> = S3Result<S3Response<T>>;

pub(super) fn object_lock(core: &Core, bucket: &str) -> Answer<GetObjectLockConfigurationOutput> {
    if !core.bucket(bucket)?.configured().object_lock {
        let said = "Object Lock configuration does not exist for this bucket";
        return Err(refusal(404, "ObjectLockConfigurationNotFoundError", said));
    }
    let enabled = ObjectLockEnabled::from_static(ObjectLockEnabled::ENABLED);
    let configuration =
        ObjectLockConfiguration { object_lock_enabled: Some(enabled), ..Default::default() };
    Ok(S3Response::new(GetObjectLockConfigurationOutput {
        object_lock_configuration: Some(configuration),
    }))
}

pub(super) fn replication(core: &Core, bucket: &str) -> Answer<GetBucketReplicationOutput> {
    let bucket = core.bucket(bucket)?;
    let Some(target) = &bucket.settings.replicate_to else {
        let said = "The replication configuration was not found";
        return Err(refusal(404, "ReplicationConfigurationNotFoundError", said));
    };
    let status = if bucket.configured().replicates {
        ReplicationRuleStatus::ENABLED
    } else {
        ReplicationRuleStatus::DISABLED
    };
    let markers = if bucket.configured().replicates_markers {
        DeleteMarkerReplicationStatus::ENABLED
    } else {
        DeleteMarkerReplicationStatus::DISABLED
    };
    let rule = ReplicationRule {
        id: Some("everything".to_owned()),
        priority: Some(1),
        status: ReplicationRuleStatus::from_static(status),
        filter: Some(ReplicationRuleFilter { prefix: Some(String::new()), ..Default::default() }),
        destination: s3s::dto::Destination {
            bucket: format!("arn:aws:s3:::{target}"),
            ..Default::default()
        },
        delete_marker_replication: Some(DeleteMarkerReplication {
            status: Some(DeleteMarkerReplicationStatus::from_static(markers)),
        }),
        existing_object_replication: None,
        prefix: None,
        source_selection_criteria: None,
    };
    let role = "arn:aws:iam::000000000000:role/replication".to_owned();
    Ok(S3Response::new(GetBucketReplicationOutput {
        replication_configuration: Some(ReplicationConfiguration { role, rules: vec![rule] }),
    }))
}

pub(super) fn lifecycle(
    core: &Core,
    bucket: &str,
) -> Answer<GetBucketLifecycleConfigurationOutput> {
    let Some(age) = core.bucket(bucket)?.configured().expire_after else {
        let said = "The lifecycle configuration does not exist";
        return Err(refusal(404, "NoSuchLifecycleConfiguration", said));
    };
    let days = i32::try_from((age.as_hours() + 23) / 24).unwrap_or(i32::MAX);
    let rule = LifecycleRule {
        id: Some("expiry".to_owned()),
        status: ExpirationStatus::from_static(ExpirationStatus::ENABLED),
        expiration: Some(LifecycleExpiration { days: Some(days), ..Default::default() }),
        abort_incomplete_multipart_upload: None,
        filter: None,
        noncurrent_version_expiration: None,
        noncurrent_version_transitions: None,
        prefix: None,
        transitions: None,
    };
    Ok(S3Response::new(GetBucketLifecycleConfigurationOutput {
        rules: Some(vec![rule]),
        ..Default::default()
    }))
}

pub(super) fn public_access(core: &Core, bucket: &str) -> Answer<GetPublicAccessBlockOutput> {
    let closed = Some(core.bucket(bucket)?.configured().closed);
    let block = PublicAccessBlockConfiguration {
        block_public_acls: closed,
        block_public_policy: closed,
        ignore_public_acls: closed,
        restrict_public_buckets: closed,
    };
    Ok(S3Response::new(GetPublicAccessBlockOutput {
        public_access_block_configuration: Some(block),
    }))
}

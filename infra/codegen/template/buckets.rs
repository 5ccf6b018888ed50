use serde_json::{Value, json};

use super::{
    Sheet,
    intrinsic::{attribute, either, only_if, reference, sub},
    policy,
};
use crate::{CorsRule, STAGING_CORS, VAULT_CORS};

/// Adds the buckets of files and submissions. Their names are known beforehand, so that policies
/// can name them without waiting for them.
pub fn add(sheet: &mut Sheet) {
    staging(sheet);
    vault(sheet);
    replication_role(sheet);
    outbox(sheet);
    for bucket in ["Staging", "Vault", "Outbox"] {
        tls_only(sheet, bucket);
    }
}

/// What every bucket has: encryption, nothing public, no access lists.
pub fn closed(name: &str) -> Value {
    let rule = |encryption: Value| json!([{ "ServerSideEncryptionByDefault": encryption, "BucketKeyEnabled": true }]);
    let own = rule(json!({ "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": reference("KmsKeyArn") }));
    json!({
        "BucketName": sub(&format!("${{Prefix}}-{name}-${{AWS::AccountId}}")),
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration":
                either("HasKmsKey", own, rule(json!({ "SSEAlgorithm": "AES256" }))),
        },
        "OwnershipControls": { "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] },
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": true,
            "BlockPublicPolicy": true,
            "IgnorePublicAcls": true,
            "RestrictPublicBuckets": true,
        },
    })
}

fn staging(sheet: &mut Sheet) {
    let mut bucket = closed("staging");
    bucket["CorsConfiguration"] = cors(&STAGING_CORS);
    bucket["LifecycleConfiguration"] = json!({ "Rules": [{
        "Id": "a-day",
        "Status": "Enabled",
        "ExpirationInDays": 1,
        "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 1 },
    }] });
    bucket["NotificationConfiguration"] =
        json!({ "EventBridgeConfiguration": { "EventBridgeEnabled": true } });
    sheet.resource("Staging", "AWS::S3::Bucket", bucket);
}

fn vault(sheet: &mut Sheet) {
    let mut bucket = closed("vault");
    bucket["CorsConfiguration"] = cors(&VAULT_CORS);
    bucket["VersioningConfiguration"] = json!({ "Status": "Enabled" });
    // No default retention: a submission puts a legal hold on exactly its own files.
    bucket["ObjectLockEnabled"] = json!(true);
    let encrypted = json!({ "SseKmsEncryptedObjects": { "Status": "Enabled" } });
    let replica_key = json!({ "ReplicaKmsKeyID": reference("ReplicaKmsKeyArn") });
    bucket["ReplicationConfiguration"] = json!({
        "Role": attribute("ReplicationRole", "Arn"),
        "Rules": [{
            "Id": "everything",
            "Status": "Enabled",
            "Priority": 1,
            "Filter": { "Prefix": "" },
            // The copy never loses anything.
            "DeleteMarkerReplication": { "Status": "Disabled" },
            "SourceSelectionCriteria": only_if("HasReplicaKmsKey", encrypted),
            "Destination": {
                "Bucket": reference("ReplicaBucketArn"),
                "EncryptionConfiguration": only_if("HasReplicaKmsKey", replica_key),
                "Metrics": { "Status": "Enabled", "EventThreshold": { "Minutes": 15 } },
                "ReplicationTime": { "Status": "Enabled", "Time": { "Minutes": 15 } },
            },
        }],
    });
    sheet.lasting("Vault", "AWS::S3::Bucket", bucket);
}

fn outbox(sheet: &mut Sheet) {
    let mut bucket = closed("outbox");
    bucket["VersioningConfiguration"] = json!({ "Status": "Enabled" });
    bucket["LifecycleConfiguration"] = json!({ "Rules": [{
        "Id": "what-was-never-finished",
        "Status": "Enabled",
        "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 30 },
    }] });
    sheet.lasting("Outbox", "AWS::S3::Bucket", bucket);
}

fn cors(rule: &CorsRule) -> Value {
    json!({ "CorsRules": [{
        "AllowedOrigins": [sub("https://${PublicDomain}")],
        "AllowedMethods": rule.methods,
        "AllowedHeaders": rule.headers,
        "ExposedHeaders": rule.expose,
        "MaxAge": rule.max_age_s,
    }] })
}

fn replication_role(sheet: &mut Sheet) {
    let vault = "arn:${AWS::Partition}:s3:::${Prefix}-vault-${AWS::AccountId}";
    sheet.resource(
        "ReplicationRole",
        "AWS::IAM::Role",
        json!({
            "AssumeRolePolicyDocument": policy::trust("s3.amazonaws.com"),
            "Policies": [{ "PolicyName": "copy", "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    policy::allow(
                        &["s3:GetReplicationConfiguration", "s3:ListBucket"],
                        sub(vault),
                    ),
                    policy::allow(
                        &[
                            "s3:GetObjectVersionForReplication",
                            "s3:GetObjectVersionAcl",
                            "s3:GetObjectVersionTagging",
                            "s3:GetObjectRetention",
                            "s3:GetObjectLegalHold",
                        ],
                        sub(&format!("{vault}/*")),
                    ),
                    policy::allow(
                        &["s3:ReplicateObject", "s3:ReplicateTags"],
                        sub("${ReplicaBucketArn}/*"),
                    ),
                    only_if("HasKmsKey", policy::allow(&["kms:Decrypt"], reference("KmsKeyArn"))),
                    only_if(
                        "HasReplicaKmsKey",
                        policy::allow(&["kms:Encrypt"], reference("ReplicaKmsKeyArn")),
                    ),
                ],
            } }],
        }),
    );
}

fn tls_only(sheet: &mut Sheet, bucket: &str) {
    let refused =
        policy::tls_only(&attribute(bucket, "Arn"), &sub(&format!("${{{bucket}.Arn}}/*")));
    let policy = json!({
        "Bucket": reference(bucket),
        "PolicyDocument": { "Version": "2012-10-17", "Statement": [refused] },
    });
    sheet.resource(&format!("{bucket}Policy"), "AWS::S3::BucketPolicy", policy);
}

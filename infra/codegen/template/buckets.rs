use serde_json::{Value, json};

use super::{
    Sheet,
    intrinsic::{attribute, either, only_if, reference, sub},
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
    let rule = |encryption: Value| {
        json!([{ "ServerSideEncryptionByDefault": encryption, "BucketKeyEnabled": true }])
    };
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
            "SourceSelectionCriteria": only_if("HasKmsKey", encrypted),
            "Destination": {
                "Bucket": reference("ReplicaBucketArn"),
                "EncryptionConfiguration": only_if("HasKmsKey", replica_key),
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
    let keys = json!([
        { "Effect": "Allow", "Action": "kms:Decrypt", "Resource": reference("KmsKeyArn") },
        { "Effect": "Allow", "Action": "kms:Encrypt", "Resource": reference("ReplicaKmsKeyArn") },
    ]);
    sheet.resource(
        "ReplicationRole",
        "AWS::IAM::Role",
        json!({
            "AssumeRolePolicyDocument": trust("s3.amazonaws.com"),
            "Policies": [{ "PolicyName": "copy", "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                        "Resource": sub(vault),
                    },
                    {
                        "Effect": "Allow",
                        "Action": [
                            "s3:GetObjectVersionForReplication",
                            "s3:GetObjectVersionAcl",
                            "s3:GetObjectVersionTagging",
                            "s3:GetObjectRetention",
                            "s3:GetObjectLegalHold",
                        ],
                        "Resource": sub(&format!("{vault}/*")),
                    },
                    {
                        "Effect": "Allow",
                        "Action": ["s3:ReplicateObject", "s3:ReplicateTags"],
                        "Resource": sub("${ReplicaBucketArn}/*"),
                    },
                    only_if("HasKmsKey", keys[0].clone()),
                    only_if("HasKmsKey", keys[1].clone()),
                ],
            } }],
        }),
    );
}

/// Who may take a role on.
pub fn trust(service: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": { "Service": service },
        "Action": "sts:AssumeRole",
    }] })
}

/// The statement that refuses every call without TLS.
pub fn no_plain_calls(bucket: &Value, objects: &Value) -> Value {
    json!({
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket, objects],
        "Condition": { "Bool": { "aws:SecureTransport": "false" } },
    })
}

fn tls_only(sheet: &mut Sheet, bucket: &str) {
    let refused =
        no_plain_calls(&attribute(bucket, "Arn"), &sub(&format!("${{{bucket}.Arn}}/*")));
    let policy = json!({
        "Bucket": reference(bucket),
        "PolicyDocument": { "Version": "2012-10-17", "Statement": [refused] },
    });
    sheet.resource(&format!("{bucket}Policy"), "AWS::S3::BucketPolicy", policy);
}

use serde_json::{Value, json};

use super::{
    Sheet, buckets,
    intrinsic::{attribute, is_given, reference, sub},
    policy,
};

/// The second copy's name, as the main stack knows it: the last part of its ARN.
pub fn replica_bucket() -> Value {
    json!({ "Fn::Select": [5, { "Fn::Split": [":", reference("ReplicaBucketArn")] }] })
}

/// The stack in another region, deployed first, whose bucket keeps a copy of the vault.
pub fn replica() -> Value {
    let mut sheet = Sheet::new("The learning-portfolio system's second copy of every file.");
    let text = |description: &str| json!({ "Type": "String", "Description": description });
    let mut prefix = text("What every name begins with.");
    prefix["Default"] = json!("portfolio");
    sheet.parameter("Prefix", prefix);
    let mut key = text("A key of the city's own in this region. Without one, the service's own.");
    key["Default"] = json!("");
    sheet.parameter("KmsKeyArn", key);
    sheet.condition("HasKmsKey", is_given("KmsKeyArn"));

    let mut bucket = buckets::closed("replica");
    bucket["VersioningConfiguration"] = json!({ "Status": "Enabled" });
    bucket["ObjectLockEnabled"] = json!(true);
    sheet.lasting("Replica", "AWS::S3::Bucket", bucket);
    let arn = attribute("Replica", "Arn");
    let objects = sub("${Replica.Arn}/*");
    let policy = json!({
        "Bucket": reference("Replica"),
        "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [policy::tls_only(&arn, &objects)],
        },
    });
    sheet.resource("ReplicaPolicy", "AWS::S3::BucketPolicy", policy);
    sheet.output("ReplicaBucketArn", "The main stack's parameter of that name.", arn);
    sheet.into_value().unwrap_or_default()
}

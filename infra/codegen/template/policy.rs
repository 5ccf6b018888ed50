//! Statements of policies.

use serde_json::{Value, json};

/// Who may take a role on.
pub fn trust(service: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": { "Service": service },
        "Action": "sts:AssumeRole",
    }] })
}

/// The statement that allows these actions on that, or those.
pub fn allow(actions: &[&str], resource: Value) -> Value {
    json!({ "Effect": "Allow", "Action": actions, "Resource": resource })
}

/// The statement that refuses every call without TLS.
pub fn tls_only(bucket: &Value, objects: &Value) -> Value {
    json!({
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket, objects],
        "Condition": { "Bool": { "aws:SecureTransport": "false" } },
    })
}

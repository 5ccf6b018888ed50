//! Who may do what: the keys, the authority's word, and what this S3 does not do at all.

use std::sync::Arc;

use http::HeaderMap;
use s3s::{
    S3Error, S3Request, S3Result,
    access::{S3Access, S3AccessContext},
    auth::{S3Auth, SecretKey},
    dto::CopySource,
    s3_error,
};

use super::core::Core;

/// The access key that signed a request; put there by what verified the signature.
#[derive(Clone)]
pub(super) struct Signer(pub(super) String);

/// Answers the adapter's questions about keys and rights.
#[derive(Clone)]
pub(super) struct Gate(pub(super) Arc<Core>);

/// Headers that would change what is stored or checked, and that nothing here understands.
/// They are refused, for S3 would not ignore them.
const NOT_UNDERSTOOD: [&str; 17] = [
    "expires",
    "x-amz-acl",
    "x-amz-bypass-governance-retention",
    "x-amz-copy-source-if-modified-since",
    "x-amz-copy-source-if-unmodified-since",
    "x-amz-copy-source-range",
    "x-amz-grant-full-control",
    "x-amz-grant-read",
    "x-amz-grant-read-acp",
    "x-amz-grant-write-acp",
    "x-amz-mfa",
    "x-amz-object-lock-mode",
    "x-amz-object-lock-retain-until-date",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-tagging",
    "x-amz-website-redirect-location",
    "x-amz-write-offset-bytes",
];

/// Parameters of which the same is true.
const PARAMETERS_NOT_UNDERSTOOD: [&str; 2] = ["delimiter", "encoding-type"];

#[async_trait::async_trait]
impl S3Auth for Gate {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        self.0.secret(access_key).map(SecretKey::from).ok_or_else(unknown_key)
    }
}

#[async_trait::async_trait]
impl S3Access for Gate {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        let by_header =
            context.credentials().map(|credentials| Signer(credentials.access_key.clone()));
        let signer = by_header.or_else(|| context.extensions_mut().get::<Signer>().cloned());
        let signer = signer.ok_or_else(|| s3_error!(AccessDenied, "Access Denied"))?;
        let bucket = context.s3_path().get_bucket_name().unwrap_or_default();
        for action in actions(context)? {
            self.0.demand(&signer, action, bucket)?;
        }
        if let Some(source) = context.headers().get("x-amz-copy-source") {
            let (action, bucket) = copy_source(source)?;
            self.0.demand(&signer, action, &bucket)?;
        }
        refuse_what_is_not_understood(context)?;
        context.extensions_mut().insert(signer);
        Ok(())
    }
}

impl Core {
    /// The secret of an access key.
    pub(super) fn secret(&self, access_key: &str) -> Option<String> {
        let known = self.settings.credentials.iter().find(|known| known.access_key == access_key);
        known.map(|known| known.secret_key.clone())
    }

    fn demand(&self, signer: &Signer, action: &str, bucket: &str) -> S3Result<()> {
        if self.allows(&signer.0, action, bucket) {
            return Ok(());
        }
        let Signer(key) = signer;
        Err(s3_error!(
            AccessDenied,
            "{key} is not authorized to perform: {action} on bucket: {bucket}"
        ))
    }

    /// The answer about a key that is not there. S3 tells so only to those who may list.
    pub(super) fn missing<T>(
        &self,
        request: &S3Request<T>,
        bucket: &str,
        missing: S3Error,
    ) -> S3Error {
        let lists = request
            .extensions
            .get::<Signer>()
            .is_some_and(|Signer(key)| self.allows(key, "s3:ListBucket", bucket));
        if lists {
            return missing;
        }
        s3_error!(
            AccessDenied,
            "Access Denied, as a missing key is shown to those alone who may s3:ListBucket."
        )
    }
}

/// Nobody has this access key.
pub(super) fn unknown_key() -> S3Error {
    s3_error!(
        InvalidAccessKeyId,
        "The AWS Access Key Id you provided does not exist in our records."
    )
}

/// The actions, in the words of IAM, that an operation stands for.
fn actions(context: &S3AccessContext<'_>) -> S3Result<Vec<&'static str>> {
    let one_version = has_parameter(context, "versionId");
    let mut actions = vec![match (context.s3_op().name(), one_version) {
        (
            "PutObject"
            | "CopyObject"
            | "CreateMultipartUpload"
            | "UploadPart"
            | "CompleteMultipartUpload",
            _,
        ) => "s3:PutObject",
        ("AbortMultipartUpload", _) => "s3:AbortMultipartUpload",
        ("ListParts", _) => "s3:ListMultipartUploadParts",
        ("GetObject" | "HeadObject", false) => "s3:GetObject",
        ("GetObject" | "HeadObject", true) => "s3:GetObjectVersion",
        ("DeleteObject", false) => "s3:DeleteObject",
        ("DeleteObject", true) => "s3:DeleteObjectVersion",
        ("ListObjectsV2" | "HeadBucket", _) => "s3:ListBucket",
        ("ListObjectVersions", _) => "s3:ListBucketVersions",
        ("PutObjectLegalHold", _) => "s3:PutObjectLegalHold",
        ("GetObjectLegalHold", _) => "s3:GetObjectLegalHold",
        ("PutBucketVersioning", _) => "s3:PutBucketVersioning",
        ("GetBucketVersioning", _) => "s3:GetBucketVersioning",
        ("GetObjectLockConfiguration", _) => "s3:GetBucketObjectLockConfiguration",
        ("GetBucketReplication", _) => "s3:GetReplicationConfiguration",
        ("GetBucketLifecycleConfiguration", _) => "s3:GetLifecycleConfiguration",
        ("GetPublicAccessBlock", _) => "s3:GetBucketPublicAccessBlock",
        (other, _) => return Err(s3_error!(NotImplemented, "{other} is not implemented.")),
    }];
    if context.headers().contains_key("x-amz-object-lock-legal-hold") {
        actions.push("s3:PutObjectLegalHold");
    }
    Ok(actions)
}

fn copy_source(header: &http::HeaderValue) -> S3Result<(&'static str, String)> {
    let parsed = header.to_str().ok().and_then(|text| CopySource::parse(text).ok());
    match parsed {
        Some(CopySource::Bucket { bucket, version_id: None, .. }) => {
            Ok(("s3:GetObject", bucket.into()))
        }
        Some(CopySource::Bucket { bucket, .. }) => Ok(("s3:GetObjectVersion", bucket.into())),
        Some(_) => Err(s3_error!(NotImplemented, "A copy takes its source from a bucket.")),
        None => Err(s3_error!(InvalidArgument, "Invalid copy source object key")),
    }
}

fn refuse_what_is_not_understood(context: &S3AccessContext<'_>) -> S3Result<()> {
    let headers = context.headers();
    let header = NOT_UNDERSTOOD.into_iter().find(|name| headers.contains_key(*name));
    let understood =
        |name: &str| name == "delimiter" && context.s3_op().name() == "ListObjectVersions";
    let parameter = PARAMETERS_NOT_UNDERSTOOD
        .into_iter()
        .find(|name| has_parameter(context, name) && !understood(name));
    let reads = matches!(context.s3_op().name(), "GetObject" | "HeadObject");
    let part = (reads && has_parameter(context, "partNumber")).then_some("partNumber");
    let deletes = context.s3_op().name() == "DeleteObject";
    let condition = (deletes && headers.contains_key("if-match")).then_some("if-match");
    let other = other_than(headers, "x-amz-storage-class", "STANDARD")
        .or_else(|| other_than(headers, "x-amz-server-side-encryption", "AES256"));
    match header.or(parameter).or(part).or(condition).or(other) {
        None => Ok(()),
        Some(name) => Err(s3_error!(NotImplemented, "{name} is not implemented in this form.")),
    }
}

fn other_than(headers: &HeaderMap, name: &'static str, only: &str) -> Option<&'static str> {
    headers.get(name).is_some_and(|value| value != only).then_some(name)
}

fn has_parameter(context: &S3AccessContext<'_>, name: &str) -> bool {
    let query = context.uri().query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).any(|(parameter, _)| parameter == name)
}

use jiff::SignedDuration;
use runtime::{Bucket, Clock};

use super::SecretStore;
use crate::s3::{self, BucketSettings, CorsRule, Credential};

/// The bucket that browsers write.
pub const STAGING: &str = "portfolio-staging";
/// The bucket that no browser path reaches.
pub const VAULT: &str = "portfolio-vault";
/// The vault's copy.
pub const REPLICA: &str = "portfolio-replica";
/// The bucket of delivered submissions.
pub const OUTBOX: &str = "portfolio-outbox";
/// Every bucket.
pub const ALL: [&str; 4] = [STAGING, VAULT, REPLICA, OUTBOX];

/// Age at which what was left in staging ends, as in the template.
const STAGING_LIVES: SignedDuration = SignedDuration::from_hours(24);

/// The name of a bucket.
pub fn name(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Staging => STAGING,
        Bucket::Vault => VAULT,
        Bucket::Outbox => OUTBOX,
        Bucket::Replica => REPLICA,
    }
}

/// The buckets as the template describes them.
pub fn settings(origin: &str) -> Vec<BucketSettings> {
    let named = |name: &str| BucketSettings { name: name.to_owned(), ..Default::default() };
    let versioned = |name: &str| BucketSettings { versioned: true, ..named(name) };
    vec![
        BucketSettings {
            expire_after: Some(STAGING_LIVES),
            cors: vec![rule(origin, &codegen::STAGING_CORS)],
            events: true,
            ..named(STAGING)
        },
        BucketSettings {
            object_lock: true,
            replicate_to: Some(REPLICA.to_owned()),
            cors: vec![rule(origin, &codegen::VAULT_CORS)],
            ..versioned(VAULT)
        },
        BucketSettings { object_lock: true, ..versioned(REPLICA) },
        versioned(OUTBOX),
    ]
}

/// The template's rule, for the page's own origin.
fn rule(origin: &str, rule: &codegen::CorsRule) -> CorsRule {
    let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    CorsRule {
        origins: vec![origin.to_owned()],
        methods: owned(rule.methods),
        headers: owned(rule.headers),
        expose: owned(rule.expose),
        max_age: Some(rule.max_age_s),
    }
}

/// The access key of a function; the operator's without one.
pub fn access_key(function: Option<&str>) -> String {
    function.map_or_else(|| OPERATOR.to_owned(), |name| format!("{FUNCTION}{name}"))
}

/// The function that an access key belongs to.
pub fn function_of(access_key: &str) -> Option<&str> {
    access_key.strip_prefix(FUNCTION)
}

/// The access key of whoever set the system up.
pub const OPERATOR: &str = "operator";
const FUNCTION: &str = "fn.";

/// Who may sign requests to S3: every function and the operator.
pub fn credentials<'a>(
    functions: impl Iterator<Item = &'a str>,
    secrets: &SecretStore,
) -> Vec<Credential> {
    let keys = functions.map(|name| access_key(Some(name))).chain([access_key(None)]);
    keys.map(|access_key| {
        let secret_key = secrets.secret_key(&access_key);
        Credential { access_key, secret_key }
    })
    .collect()
}

/// The clock in the form that S3 takes.
pub fn clock(clock: &Clock) -> s3::Clock {
    let clock = clock.clone();
    std::sync::Arc::new(move || clock.now())
}

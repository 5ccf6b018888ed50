//! What browsers are told about origins: the same on AWS and on one machine.

/// Which page may call a bucket, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorsRule {
    /// Methods.
    pub methods: &'static [&'static str],
    /// Headers that the page may send.
    pub headers: &'static [&'static str],
    /// Headers that the page may read.
    pub expose: &'static [&'static str],
    /// Seconds for which the browser remembers.
    pub max_age_s: u32,
}

/// Browsers write staging, with the signed headers of a reservation.
pub const STAGING_CORS: CorsRule = CorsRule {
    methods: &["PUT"],
    headers: &["content-type", "content-disposition", "if-none-match", "x-amz-*"],
    expose: &["ETag", "x-amz-request-id"],
    max_age_s: 3600,
};

/// Browsers read the vault, by signed addresses alone.
pub const VAULT_CORS: CorsRule = CorsRule {
    methods: &["GET", "HEAD"],
    headers: &["range"],
    expose: &["ETag", "Content-Length", "Content-Range", "Content-Disposition"],
    max_age_s: 3600,
};

/// What a page may load and call. `staging` and `vault` are the origins that files are sent to and
/// come from; none where they are the page's own.
pub fn content_security_policy(staging: Option<&str>, vault: Option<&str>) -> String {
    let from = |origin: Option<&str>| origin.map(|origin| format!(" {origin}")).unwrap_or_default();
    let (staging, vault) = (from(staging), from(vault));
    [
        "default-src 'self'".to_owned(),
        format!("connect-src 'self'{staging}{vault}"),
        format!("img-src 'self' blob:{vault}"),
        format!("media-src 'self' blob:{vault}"),
        "frame-src 'self' blob:".to_owned(),
        "style-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "object-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'self'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
    ]
    .join("; ")
}

/// The other headers that every page and every answer of the API carry.
pub const SECURITY_HEADERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Where files lie whose names tell their content: they never change.
pub const NAMED_BY_CONTENT: &str = "/assets/";
/// How long browsers keep those.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// How long they keep everything else: they ask each time whether it changed.
pub const ASK_EACH_TIME: &str = "no-cache";

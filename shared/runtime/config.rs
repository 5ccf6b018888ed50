use std::collections::BTreeMap;

use crate::{Queue, ViewerHeader};

/// What the deployment tells a function. Nothing in it is secret.
#[derive(Debug, Clone)]
pub struct Config {
    /// The table.
    pub table: String,
    /// The bucket that browsers write.
    pub staging: String,
    /// The bucket that no browser reaches.
    pub vault: String,
    /// The bucket of delivered submissions.
    pub outbox: String,
    /// The vault's second copy.
    pub replica: String,
    /// The region in which it lies.
    pub replica_region: String,
    /// What the queues' addresses begin with.
    pub queues: String,
    /// What the secrets' names begin with.
    pub secrets: String,
    /// Where the browser app is, for example `https://portfolio.example.test`.
    pub public_origin: String,
    /// Whom mail comes from.
    pub mail_from: String,
    /// Public keys of access tokens, base64 of 32 bytes, by key id.
    pub token_keys: BTreeMap<String, String>,
    /// Public keys of receipts and submissions, base64 of 32 bytes, by key id. They stay published
    /// for ever.
    pub receipt_keys: BTreeMap<String, String>,
    /// Where packages of central submissions are delivered by HTTPS; without one, the outbox is the
    /// delivery.
    pub delivery_url: Option<String>,
    /// Where the content network writes the viewer's address; none where callers reach the API
    /// directly.
    pub viewer_header: Option<ViewerHeader>,
}

/// A setting that is missing or cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the setting {0} is missing or cannot be read")]
pub struct ConfigError(&'static str);

impl Config {
    /// Reads the environment of a Lambda function.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Result<Self, ConfigError> {
        let text = |name: &'static str| std::env::var(name).map_err(|_| ConfigError(name));
        let keys =
            |name: &'static str| serde_json::from_str(&text(name)?).map_err(|_| ConfigError(name));
        let list = |name: &'static str| {
            text(name).map(|keys| keys.split(',').map(|key| key.trim().to_owned()).collect())
        };
        Ok(Self {
            table: text("TABLE")?,
            staging: text("STAGING_BUCKET")?,
            vault: text("VAULT_BUCKET")?,
            outbox: text("OUTBOX_BUCKET")?,
            replica: text("REPLICA_BUCKET")?,
            replica_region: text("REPLICA_REGION")?,
            queues: text("QUEUES")?,
            secrets: text("SECRETS")?,
            public_origin: text("PUBLIC_ORIGIN")?,
            mail_from: text("MAIL_FROM")?,
            token_keys: keys("TOKEN_KEYS")?,
            receipt_keys: keys("RECEIPT_KEYS")?,
            delivery_url: Some(text("DELIVERY_URL")?).filter(|url| !url.is_empty()),
            viewer_header: match text("VIEWER_HEADER")? {
                name if name.is_empty() => None,
                name => Some(ViewerHeader { name, keys: list("ORIGIN_KEYS")? }),
            },
        })
    }

    /// The names of the settings, as the template sets them.
    pub const NAMES: [&'static str; 15] = [
        "TABLE",
        "STAGING_BUCKET",
        "VAULT_BUCKET",
        "OUTBOX_BUCKET",
        "REPLICA_BUCKET",
        "REPLICA_REGION",
        "QUEUES",
        "SECRETS",
        "PUBLIC_ORIGIN",
        "MAIL_FROM",
        "TOKEN_KEYS",
        "RECEIPT_KEYS",
        "DELIVERY_URL",
        "VIEWER_HEADER",
        "ORIGIN_KEYS",
    ];

    /// A queue's address.
    pub fn queue_url(&self, queue: Queue) -> String {
        format!("{}{}", self.queues, queue.name())
    }

    /// Whether browsers reach the system over https, and cookies can be `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_origin.starts_with("https://")
    }
}

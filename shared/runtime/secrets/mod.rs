//! Keys: each is one secret in the vault of secrets, readable only by functions that declare it.

mod keyed;
mod passwords;
mod sealer;
mod signer;

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::{Client, config::retry::RetryPartition};
use serde::Deserialize;

pub use keyed::Keyed;
pub use passwords::{hash_password, spend_password_time, verify_password};
pub use sealer::{SchoolKey, Sealer};
pub use signer::{PublicKey, Signer, verify};

use crate::{Config, Need, Secret, TokenKeys};

/// The keys that one function declares.
#[derive(Debug, Default)]
pub struct Secrets {
    tokens: Option<TokenKeys>,
    receipts: Option<Signer>,
    submissions: Option<Signer>,
    activation: Option<Keyed>,
    identity: Option<Sealer>,
}

/// A key that cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The function did not declare it.
    #[error("the key {0} is not declared by this function")]
    Undeclared(&'static str),
    /// It could not be fetched.
    #[error("the key {0} cannot be fetched: {1}")]
    Unavailable(&'static str, String),
    /// It is not of the right form, or what it should open is not.
    #[error("the key {0} does not fit")]
    Malformed(&'static str),
}

/// How a secret is written: JSON with base64 values.
#[derive(Deserialize)]
struct Written {
    /// Which key this is, where keys are rotated.
    #[serde(default)]
    key_id: String,
    /// An Ed25519 key, PKCS#8.
    #[serde(default)]
    signing: String,
    /// 32 bytes of chance.
    #[serde(default)]
    keyed: String,
}

impl Secrets {
    pub(crate) async fn load(
        needs: &[Need],
        sdk: &SdkConfig,
        retries: &RetryPartition,
        config: &Config,
    ) -> Result<Self, SecretError> {
        let mut secrets = Self::default();
        let wanted = needs.iter().filter_map(|need| match need {
            Need::Secret(secret) => Some(*secret),
            _ => None,
        });
        let mut client = None;
        for secret in wanted {
            let client = client.get_or_insert_with(|| {
                let client = aws_sdk_secretsmanager::config::Builder::from(sdk);
                Client::from_conf(client.retry_partition(retries.clone()).build())
            });
            let written = fetch(client, secret, config).await?;
            secrets.add(secret, &written)?;
        }
        Ok(secrets)
    }

    fn add(&mut self, secret: Secret, written: &Written) -> Result<(), SecretError> {
        let malformed = || SecretError::Malformed(secret.name());
        match secret {
            Secret::Tokens => {
                let keys = TokenKeys::new(&written.key_id, &written.signing, &written.keyed);
                self.tokens = Some(keys.ok_or_else(malformed)?);
            }
            Secret::Receipts => {
                let signer = Signer::new(&written.key_id, &written.signing);
                self.receipts = Some(signer.ok_or_else(malformed)?);
            }
            Secret::Submissions => {
                let signer = Signer::new(&written.key_id, &written.signing);
                self.submissions = Some(signer.ok_or_else(malformed)?);
            }
            Secret::Activation => {
                self.activation = Some(Keyed::new(&written.keyed).ok_or_else(malformed)?);
            }
            Secret::Identity => {
                self.identity = Some(Sealer::new(&written.keyed).ok_or_else(malformed)?);
            }
        }
        Ok(())
    }

    /// Signs access tokens and refresh tokens.
    pub fn tokens(&self) -> Result<&TokenKeys, SecretError> {
        self.tokens.as_ref().ok_or(SecretError::Undeclared("tokens"))
    }

    /// Signs receipts of files.
    pub fn receipts(&self) -> Result<&Signer, SecretError> {
        self.receipts.as_ref().ok_or(SecretError::Undeclared("receipts"))
    }

    /// Signs central submissions.
    pub fn submissions(&self) -> Result<&Signer, SecretError> {
        self.submissions.as_ref().ok_or(SecretError::Undeclared("submissions"))
    }

    /// Digests initial passwords and sign-in locks.
    pub fn activation(&self) -> Result<&Keyed, SecretError> {
        self.activation.as_ref().ok_or(SecretError::Undeclared("activation"))
    }

    /// Opens and seals ID numbers and birth dates.
    pub fn identity(&self) -> Result<&Sealer, SecretError> {
        self.identity.as_ref().ok_or(SecretError::Undeclared("identity"))
    }
}

async fn fetch(client: &Client, secret: Secret, config: &Config) -> Result<Written, SecretError> {
    let name = secret.name();
    let answer = client
        .get_secret_value()
        .secret_id(format!("{}{name}", config.secrets))
        .send()
        .await
        .map_err(|error| SecretError::Unavailable(name, portfolio::said(&error)))?;
    let text = answer.secret_string.unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| SecretError::Malformed(name))
}

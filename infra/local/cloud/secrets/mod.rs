//! The keys: made at the first start, kept readable by their owner alone.

mod chance;
mod keys;

use std::{collections::BTreeMap, fs, io, path::PathBuf};

use aws_lc_rs::hmac;
use bytes::Bytes;
use http::Response;
use runtime::Secret;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::{chance::Chance, keys::Written};
use super::{
    ACCOUNT, REGION, SECRETS_PREFIX,
    refusal::{Refusal, json_answer},
    service::Asked,
};
use crate::disk;

/// The keys of this installation.
#[derive(Serialize, Deserialize)]
pub struct SecretStore {
    /// By name, as the secrets service gives them out.
    secrets: BTreeMap<String, Written>,
    /// From which the local cloud derives its callers' secret access keys: 32 bytes, hexadecimal.
    access: String,
}

impl std::fmt::Debug for SecretStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretStore")
    }
}

impl SecretStore {
    /// Reads the file, or makes new keys and writes it: from the seed, where there is one. Blocks.
    pub fn open(file: Option<PathBuf>, seed: Option<u64>) -> io::Result<Self> {
        let mut chance = Chance::new(seed);
        let Some(file) = file else { return Self::new(&mut chance) };
        match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let made = Self::new(&mut chance)?;
                disk::write_private(&file, &serde_json::to_vec_pretty(&made)?)?;
                Ok(made)
            }
            Err(error) => Err(error),
        }
    }

    fn new(chance: &mut Chance) -> io::Result<Self> {
        let named = |secret: Secret| Ok((secret.name().to_owned(), Written::new(secret, chance)?));
        let secrets = Secret::ALL.into_iter().map(named).collect::<io::Result<_>>()?;
        Ok(Self { secrets, access: hex::encode(chance.next()?) })
    }

    /// Public keys of access tokens, as the deployment publishes them.
    pub fn token_keys(&self) -> BTreeMap<String, String> {
        self.public_keys(&[Secret::Tokens])
    }

    /// Public keys of receipts and submissions, as the deployment publishes them.
    pub fn receipt_keys(&self) -> BTreeMap<String, String> {
        self.public_keys(&[Secret::Receipts, Secret::Submissions])
    }

    fn public_keys(&self, of: &[Secret]) -> BTreeMap<String, String> {
        let written = of.iter().filter_map(|secret| self.secrets.get(secret.name()));
        written.filter_map(Written::public_key).collect()
    }

    /// The secret that belongs to an access key.
    pub fn secret_key(&self, access_key: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.access.as_bytes());
        hex::encode(hmac::sign(&key, access_key.as_bytes()).as_ref())
    }
}

/// Answers `GetSecretValue`, the one operation there is.
pub fn serve(store: &SecretStore, asked: &Asked, id: &str) -> Result<Response<Bytes>, Refusal> {
    if asked.operation != "GetSecretValue" {
        let said = format!("{} is not served here", asked.operation);
        return Err(Refusal::new("InvalidRequestException", said));
    }
    let name = asked.json["SecretId"].as_str().unwrap_or_default();
    let found = name.strip_prefix(SECRETS_PREFIX).and_then(|short| store.secrets.get(short));
    let written = found.ok_or_else(|| {
        let said = "Secrets Manager can't find the specified secret.";
        Refusal::new("ResourceNotFoundException", said)
    })?;
    let text = serde_json::to_string(written)
        .map_err(|error| Refusal::new("InternalServiceError", error.to_string()))?;
    let body = json!({
        "ARN": format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}"),
        "Name": name,
        "SecretString": text,
        "VersionStages": ["AWSCURRENT"],
    });
    Ok(json_answer(200, &body, id))
}

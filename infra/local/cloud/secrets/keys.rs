use std::io;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use runtime::Secret;
use serde::{Deserialize, Serialize};

use super::chance::Chance;

/// A secret as the functions read it: base64 values.
#[derive(Serialize, Deserialize)]
pub struct Written {
    /// Which key this is, where it signs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key_id: String,
    /// An Ed25519 key, PKCS#8.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    signing: String,
    /// 32 bytes of chance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    keyed: String,
}

impl Written {
    /// A new secret.
    pub fn new(secret: Secret, chance: &mut Chance) -> io::Result<Self> {
        let signs = matches!(secret, Secret::Tokens | Secret::Receipts | Secret::Submissions);
        let digests = matches!(secret, Secret::Tokens | Secret::Activation | Secret::Identity);
        let mut written =
            Self { key_id: String::new(), signing: String::new(), keyed: String::new() };
        if signs {
            let pair = Ed25519KeyPair::from_seed_unchecked(&chance.next()?);
            let pkcs8 = pair.map_err(io::Error::other)?.to_pkcs8v1();
            written.signing = BASE64.encode(pkcs8.map_err(io::Error::other)?);
            // The id tells the key, so that a later one has another.
            let [a, b, c, d, ..] = chance.next()?;
            written.key_id = format!("{}-{}", secret.name(), hex::encode([a, b, c, d]));
        }
        if digests {
            written.keyed = BASE64.encode(chance.next()?);
        }
        Ok(written)
    }

    /// The key's id, and what verifies its signatures in base64; none for a secret that signs
    /// nothing.
    pub fn public_key(&self) -> Option<(String, String)> {
        let pair = Ed25519KeyPair::from_pkcs8(&BASE64.decode(&self.signing).ok()?).ok()?;
        Some((self.key_id.clone(), BASE64.encode(pair.public_key().as_ref())))
    }
}

use std::io;

use aws_lc_rs::{
    rand,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use runtime::Secret;
use serde::{Deserialize, Serialize};

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
    pub fn new(secret: Secret) -> io::Result<Self> {
        let signs = matches!(secret, Secret::Tokens | Secret::Receipts | Secret::Submissions);
        let digests = matches!(secret, Secret::Tokens | Secret::Activation | Secret::Identity);
        let mut written =
            Self { key_id: String::new(), signing: String::new(), keyed: String::new() };
        if signs {
            let pkcs8 = Ed25519KeyPair::generate().and_then(|pair| pair.to_pkcs8v1());
            written.signing = BASE64.encode(pkcs8.map_err(io::Error::other)?);
            // The id tells the key, so that a later one has another.
            let [a, b, c, d, ..] = chance()?;
            written.key_id = format!("{}-{}", secret.name(), hex::encode([a, b, c, d]));
        }
        if digests {
            written.keyed = BASE64.encode(chance()?);
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

/// 32 bytes of the machine's chance.
pub fn chance() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

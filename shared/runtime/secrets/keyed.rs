use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};

/// Digests that nobody without the key can compute or try out (HMAC-SHA-256).
#[derive(Debug)]
pub struct Keyed(hmac::Key);

impl Keyed {
    pub(crate) fn new(base64: &str) -> Option<Self> {
        let bytes = BASE64.decode(base64).ok().filter(|bytes| bytes.len() == 32)?;
        Some(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The digest of parts, each with its length before it, as hexadecimal digits.
    pub fn digest(&self, parts: &[&str]) -> String {
        hex::encode(hmac::sign(&self.0, &framed(parts)).as_ref())
    }

    /// Whether that is the digest of the parts, in constant time.
    pub fn verify(&self, parts: &[&str], digest: &str) -> bool {
        let digest = hex::decode(digest).unwrap_or_default();
        hmac::verify(&self.0, &framed(parts), &digest).is_ok()
    }
}

fn framed(parts: &[&str]) -> Vec<u8> {
    let mut text = Vec::new();
    for part in parts {
        text.extend_from_slice(&(part.len() as u64).to_be_bytes());
        text.extend_from_slice(part.as_bytes());
    }
    text
}

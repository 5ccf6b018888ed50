use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};

/// Signs with Ed25519, so that anybody can verify with public tools and without a server.
#[derive(Debug)]
pub struct Signer {
    key_id: String,
    pair: Ed25519KeyPair,
}

/// A public key as it is published.
#[derive(Debug, Clone)]
pub struct PublicKey {
    /// Which key.
    pub key_id: String,
    /// 32 bytes, base64.
    pub base64: String,
}

impl Signer {
    pub(crate) fn new(key_id: &str, pkcs8: &str) -> Option<Self> {
        let pkcs8 = BASE64.decode(pkcs8).ok()?;
        let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).ok()?;
        (!key_id.is_empty()).then(|| Self { key_id: key_id.to_owned(), pair })
    }

    /// Which key signs.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The signature, base64.
    pub fn sign(&self, text: &[u8]) -> String {
        BASE64.encode(self.pair.sign(text).as_ref())
    }

    /// What verifies it.
    pub fn public_key(&self) -> PublicKey {
        let base64 = BASE64.encode(self.pair.public_key().as_ref());
        PublicKey { key_id: self.key_id.clone(), base64 }
    }
}

/// Whether the signature over the text was made with the key.
pub fn verify(public_key: &str, text: &[u8], signature: &str) -> bool {
    let (Ok(key), Ok(signature)) = (BASE64.decode(public_key), BASE64.decode(signature)) else {
        return false;
    };
    UnparsedPublicKey::new(&ED25519, key).verify(text, &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `openssl genpkey -algorithm ed25519 -outform DER`, as the runbook says.
    const SIGNING: &str = "MC4CAQAwBQYDK2VwBCIEIKUm/9SuJ00rZjwLiNX8r9oL+yx9p9Zhije9EHpHHnly";
    /// Its public half, by `openssl pkey -pubout`.
    const PUBLIC: &str = "Kie2q9jTyzusu1cLCAtqh26GnpccAvKoNPFbaMAWblQ=";

    #[test]
    fn a_key_that_openssl_makes_signs_and_is_published_as_openssl_says() {
        let signer = Signer::new("receipts-1", SIGNING).unwrap();
        assert_eq!(signer.public_key().base64, PUBLIC);
        let signature = signer.sign("收據".as_bytes());
        assert!(verify(PUBLIC, "收據".as_bytes(), &signature));
        assert!(!verify(PUBLIC, "收條".as_bytes(), &signature));
        assert!(Signer::new("", SIGNING).is_none());
    }
}

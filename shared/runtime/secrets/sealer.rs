use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    rand,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};

use crate::SecretError;

/// Opens and seals ID numbers and birth dates. The master key wraps one data key per school; the
/// data keys seal (AES-256-GCM), bound to the account they belong to.
pub struct Sealer {
    master: RandomizedNonceKey,
}

const MALFORMED: SecretError = SecretError::Malformed("identity");

impl Sealer {
    pub(crate) fn new(base64: &str) -> Option<Self> {
        let bytes = BASE64.decode(base64).ok()?;
        Some(Self { master: RandomizedNonceKey::new(&AES_256_GCM, &bytes).ok()? })
    }

    /// A new data key for a school, wrapped.
    pub fn new_school_key(&self, school: &str) -> Result<String, SecretError> {
        let mut key = [0u8; 32];
        rand::fill(&mut key).map_err(|_| MALFORMED)?;
        seal(&self.master, school, &key)
    }

    /// The school's data key, unwrapped for as long as it is held.
    pub fn school_key(&self, school: &str, wrapped: &str) -> Result<SchoolKey, SecretError> {
        let key = open(&self.master, school, wrapped)?;
        RandomizedNonceKey::new(&AES_256_GCM, &key).map(SchoolKey).map_err(|_| MALFORMED)
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

/// A school's data key.
pub struct SchoolKey(RandomizedNonceKey);

impl SchoolKey {
    /// Seals a text for the account.
    pub fn seal(&self, account: &str, text: &str) -> Result<String, SecretError> {
        seal(&self.0, account, text.as_bytes())
    }

    /// Opens what was sealed for the account.
    pub fn open(&self, account: &str, sealed: &str) -> Result<String, SecretError> {
        String::from_utf8(open(&self.0, account, sealed)?).map_err(|_| MALFORMED)
    }
}

impl std::fmt::Debug for SchoolKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SchoolKey")
    }
}

fn seal(key: &RandomizedNonceKey, bound_to: &str, plain: &[u8]) -> Result<String, SecretError> {
    let mut text = plain.to_vec();
    let nonce = key
        .seal_in_place_append_tag(Aad::from(bound_to.as_bytes()), &mut text)
        .map_err(|_| MALFORMED)?;
    let mut sealed = nonce.as_ref().to_vec();
    sealed.extend_from_slice(&text);
    Ok(BASE64.encode(sealed))
}

fn open(key: &RandomizedNonceKey, bound_to: &str, sealed: &str) -> Result<Vec<u8>, SecretError> {
    let sealed = BASE64.decode(sealed).map_err(|_| MALFORMED)?;
    let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or(MALFORMED)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| MALFORMED)?;
    let mut text = text.to_vec();
    let plain = key
        .open_in_place(nonce, Aad::from(bound_to.as_bytes()), &mut text)
        .map_err(|_| MALFORMED)?;
    Ok(plain.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_or_of_somebody_else_does_not_open() {
        let sealer = Sealer::new(&BASE64.encode([7; 32])).expect("a key");
        let wrapped = sealer.new_school_key("353301").expect("wrapped");
        let key = sealer.school_key("353301", &wrapped).expect("unwrapped");
        let sealed = key.seal("acc_1", "A000000001").expect("sealed");
        assert_eq!(key.open("acc_1", &sealed).expect("opened"), "A000000001");
        assert_ne!(key.seal("acc_1", "A000000001").expect("sealed"), sealed, "the nonce repeats");
        assert!(key.open("acc_2", &sealed).is_err(), "another account");
        assert!(sealer.school_key("353302", &wrapped).is_err(), "another school");
        let other = sealer.new_school_key("353301").expect("wrapped");
        let other = sealer.school_key("353301", &other).expect("unwrapped");
        assert!(other.open("acc_1", &sealed).is_err(), "another key");
        let bytes = BASE64.decode(&sealed).expect("base64");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(key.open("acc_1", &BASE64.encode(changed)).is_err(), "byte {at} is changed");
            assert!(key.open("acc_1", &BASE64.encode(&bytes[..at])).is_err(), "cut at {at}");
        }
        for text in ["", "=", "not base64!", "AAAA"] {
            assert!(key.open("acc_1", text).is_err(), "{text:?}");
        }
    }
}

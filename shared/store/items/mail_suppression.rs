use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Item, Key};

/// An address that bounced or complained gets no more mail. `MAIL#<digest>` / `SUPPRESSED`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailSuppression {
    /// SHA-256 of the address in lower case.
    pub address_digest: String,
    /// Why.
    pub cause: SuppressionCause,
    /// When.
    pub at: Timestamp,
}

/// Why an address gets no more mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionCause {
    /// The address does not exist, or takes nothing.
    Bounce,
    /// The recipient called a letter unwanted.
    Complaint,
}

impl MailSuppression {
    /// Under which digest an address is known. Addresses themselves are not kept here.
    pub fn digest(address: &str) -> String {
        hex::encode(Sha256::digest(address.trim().to_lowercase()))
    }

    /// Where it lies.
    pub fn at(address_digest: &str) -> Key {
        Key::new(format!("MAIL#{address_digest}"), "SUPPRESSED")
    }
}

impl Item for MailSuppression {
    fn key(&self) -> Key {
        Self::at(&self.address_digest)
    }
}

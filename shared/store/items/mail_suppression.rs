use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// An address that bounced or complained gets no more mail. `MAIL#<digest>` / `SUPPRESSED`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailSuppression {
    /// SHA-256 of the address in lower case.
    pub address_digest: String,
    /// `bounce` or `complaint`.
    pub cause: String,
    /// When.
    pub at: Timestamp,
}

impl MailSuppression {
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

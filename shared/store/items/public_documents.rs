use jiff::Timestamp;
use portfolio::{AccountId, documents::PublicDocument};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// The city's public documents (法規與文件), as one item: they are read and changed as a page.
/// `CITY` / `DOCUMENTS`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PublicDocuments {
    /// In the order of the page.
    pub documents: Vec<PublicDocument>,
    /// Grows with every change.
    pub version: u64,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// By whom; none for those that came with the system.
    pub updated_by: Option<AccountId>,
}

impl PublicDocuments {
    /// Where they lie.
    pub fn place() -> Key {
        Key::new("CITY", "DOCUMENTS")
    }
}

impl Item for PublicDocuments {
    fn key(&self) -> Key {
        Self::place()
    }
}

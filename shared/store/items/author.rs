use portfolio::AccountId;
use serde::{Deserialize, Serialize};

/// Who changed something of the school's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The account.
    pub id: AccountId,
    /// The name at that time.
    pub name: String,
}

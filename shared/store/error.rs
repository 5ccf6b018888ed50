use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use portfolio::Refusal;

use crate::Item;

/// What can go wrong between the system and its stores.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A condition did not hold: somebody else was first, or the facts are others.
    #[error("a condition did not hold: {0}")]
    Conflict(Conflict),
    /// What must be there is not.
    #[error("missing: {0}")]
    Missing(&'static str),
    /// The store did not answer, or not in time, or not what was asked. Safe to repeat.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
}

impl StoreError {
    /// Wraps whatever an SDK call failed with.
    pub fn unavailable(error: impl std::error::Error + 'static) -> Self {
        Self::Unavailable(portfolio::said(&error))
    }

    /// The conflict, where it is one; anything else stays the error it is.
    pub fn into_conflict(self) -> Result<Conflict, Self> {
        match self {
            Self::Conflict(conflict) => Ok(conflict),
            other => Err(other),
        }
    }
}

/// Which writes of a transaction were refused, and what stood there.
#[derive(Debug, Default)]
pub struct Conflict {
    pub(crate) failed: Vec<(&'static str, Option<HashMap<String, AttributeValue>>)>,
}

impl Conflict {
    /// Whether the write of that name was refused.
    pub fn at(&self, name: &str) -> bool {
        self.failed.iter().any(|(failed, _)| *failed == name)
    }

    /// What stood where the write of that name was refused.
    pub fn found<I: Item>(&self, name: &str) -> Option<I> {
        let (_, old) = self.failed.iter().find(|(failed, _)| *failed == name)?;
        serde_dynamo::from_item(old.clone()?).ok()
    }
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.failed.iter().map(|(name, _)| *name).collect();
        f.write_str(&names.join(", "))
    }
}

impl Refusal for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Conflict(_) => "conflict",
            Self::Missing(_) | Self::Unavailable(_) => "unavailable",
        }
    }

    fn inside(&self) -> Option<String> {
        Some(self.to_string())
    }
}

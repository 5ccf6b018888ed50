use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, de::DeserializeOwned};

/// The longest sort key of a table, in bytes.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const MAX_SORT_KEY: usize = 1024;

/// Where an item lies: its partition and its place in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The partition.
    pub pk: String,
    /// The place in the partition, by which its items are sorted.
    pub sk: String,
}

impl Key {
    /// A key of these two parts.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }

    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }

    pub(crate) fn of(item: &HashMap<String, AttributeValue>) -> Option<Self> {
        let text = |name: &str| item.get(name)?.as_s().ok().cloned();
        Some(Self { pk: text("pk")?, sk: text("sk")? })
    }
}

/// A type of item. Each has its own file under `items`, which alone knows its key.
pub trait Item: Serialize + DeserializeOwned {
    /// Where it lies.
    fn key(&self) -> Key;

    /// When the table may forget it, in seconds of the epoch; never, where there is none.
    fn expires(&self) -> Option<i64> {
        None
    }

    /// When something is due with it: the name of the queue of dues and the moment.
    fn due(&self) -> Option<(String, jiff::Timestamp)> {
        None
    }
}

//! The one DynamoDB table: keys, reads and conditional writes.

mod commit;
mod condition;
mod key;
mod read;
mod retry;
mod survey;
mod write;

use std::{pin::Pin, sync::Arc, time::Duration};

use aws_sdk_dynamodb::Client;
use uuid::Uuid;

pub use commit::TRANSACTION_WRITES;
pub use condition::Condition;
pub use key::{Item, Key, MAX_SORT_KEY};
pub use read::{Found, Page};
pub use survey::Described;
pub use write::Write;

/// Lets so much time pass. Injected, so that runs can be repeated.
pub type Sleep =
    Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send + Sync>> + Send + Sync>;

/// The table, as one function sees it.
#[derive(Clone)]
pub struct Table {
    client: Client,
    name: String,
    ids: Arc<dyn Fn() -> Uuid + Send + Sync>,
    sleep: Sleep,
}

impl Table {
    /// `ids` gives every write its own mark, by which a write whose reply was lost is recognised;
    /// by `sleep` a write that met another one waits before it is tried again.
    pub fn new(
        client: Client,
        name: String,
        ids: Arc<dyn Fn() -> Uuid + Send + Sync>,
        sleep: Sleep,
    ) -> Self {
        Self { client, name, ids, sleep }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("name", &self.name).finish_non_exhaustive()
    }
}

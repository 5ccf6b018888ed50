//! How things stand in the table, and what an answer cost.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use portfolio::account::Username;
use store::{Write, items::Account};
use tracing::{Event, Subscriber};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

use crate::support::{Table, World};

/// The account of that name.
pub async fn account(world: &World, username: &str) -> Account {
    let username = Username::typed(username).expect("a name");
    world
        .cloud()
        .table()
        .get(&Account::at(&username))
        .await
        .expect("the table")
        .expect("an account")
}

/// Writes an account as somebody else changed it.
pub async fn write(world: &World, account: &Account) {
    let write = Write::put("account", account).expect("an item");
    world.cloud().table().write(write).await.expect("the table");
}

/// Removes an account.
pub async fn remove(world: &World, username: &str) {
    let username = Username::typed(username).expect("a name");
    Table::lose(world, &Account::at(&username)).await;
}

/// How often argon2id ran, as the log says. Counts while it lives, on this thread.
pub struct PasswordRuns {
    count: Arc<AtomicU64>,
    _listening: tracing::subscriber::DefaultGuard,
}

struct Counting(Arc<AtomicU64>);

impl<S: Subscriber> Layer<S> for Counting {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "runtime::secrets::passwords" {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl PasswordRuns {
    /// Begins to count.
    pub fn begin() -> Self {
        let count = Arc::new(AtomicU64::new(0));
        let listener = tracing_subscriber::registry().with(Counting(count.clone()));
        Self { count, _listening: tracing::subscriber::set_default(listener) }
    }

    /// How often it ran since the last question.
    pub fn since(&self) -> u64 {
        self.count.swap(0, Ordering::SeqCst)
    }
}

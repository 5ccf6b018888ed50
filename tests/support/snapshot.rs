use jiff::Timestamp;
use local::cloud;

use super::{Table, World};

/// A world as it stood at one moment, to begin from again.
#[derive(Debug, Clone)]
pub struct Snapshot {
    table: Table,
    cloud: cloud::Snapshot,
    at: Timestamp,
}

impl Snapshot {
    /// How the world stands.
    pub async fn of(world: &World) -> Self {
        let cloud = world.cloud().snapshot().await;
        Self { table: Table::read(world).await, cloud, at: world.clock.now() }
    }

    /// Takes back whatever happened since.
    pub async fn restore(&self, world: &World) {
        self.restore_over(world, None).await;
    }

    /// The same, where it may be known how the table stands now.
    pub async fn restore_over(&self, world: &World, table: Option<Table>) {
        world.cloud().restore(&self.cloud).await;
        match table {
            Some(now) => self.table.restore_over(world, &now).await,
            None => self.table.restore(world).await,
        }
        world.clock.set_to(self.at);
    }
}

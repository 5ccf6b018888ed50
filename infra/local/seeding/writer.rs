use runtime::{Environment, Failure};
use serde::{Deserialize, Serialize};
use store::{Item, Key, TRANSACTION_WRITES, Table, Write};

/// Gathers items and writes them a hundred at a time.
pub struct Writer {
    table: Table,
    writes: Vec<Write>,
}

impl Writer {
    /// A writer to the environment's table.
    pub fn new(env: &Environment) -> Self {
        Self { table: env.table(), writes: Vec::new() }
    }

    /// Puts the item, whatever stood there.
    pub fn put<I: Item>(&mut self, item: &I) -> Result<(), Failure> {
        self.writes.push(Write::put("seed", item)?);
        Ok(())
    }

    /// Writes what was gathered.
    pub async fn flush(&mut self) -> Result<(), Failure> {
        let writes = std::mem::take(&mut self.writes);
        for batch in writes.chunks(TRANSACTION_WRITES) {
            self.table.transact(batch.to_vec()).await?;
        }
        Ok(())
    }
}

/// The mark that the demonstration is filled. `LOCAL` / `SEEDED`
#[derive(Debug, Serialize, Deserialize)]
struct Seeded {
    layout: u32,
}

/// Counts up when the content changes so that an older one must be filled again.
const LAYOUT: u32 = 1;

impl Item for Seeded {
    fn key(&self) -> Key {
        Key::new("LOCAL", "SEEDED")
    }
}

/// Whether the demonstration is filled.
pub async fn is_done(env: &Environment) -> Result<bool, Failure> {
    let mark: Option<Seeded> = env.table().get(&Seeded { layout: LAYOUT }.key()).await?;
    Ok(mark.is_some_and(|mark| mark.layout == LAYOUT))
}

/// Says that the demonstration is filled.
pub async fn mark_done(env: &Environment) -> Result<(), Failure> {
    Ok(env.table().write(Write::put("mark", &Seeded { layout: LAYOUT })?).await?)
}

//! DynamoDB: the embedded engine, called in this process.

mod backups;
mod dispatch;
mod table;

use std::{io, path::PathBuf, sync::Arc};

use bytes::Bytes;
use dynoxide::{Database, DynoxideError, storage_backend};
use http::Response;
use runtime::Clock;
use serde_json::Value;
use tokio::task::JoinError;

use self::backups::Backups;
pub use table::TABLE;

use super::refusal::text_answer;

/// The engine with the one table in it.
#[derive(Clone)]
pub struct Dynamo {
    database: Database,
    backups: Backups,
    one_thread: bool,
}

impl std::fmt::Debug for Dynamo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dynamo")
    }
}

impl Dynamo {
    /// Opens the file, or an empty memory, and makes the table where there is none. The file is in
    /// SQLite's write-ahead mode with full synchronisation, its default: what was acknowledged is
    /// there after a `kill -9`. Blocks.
    pub fn open(file: Option<PathBuf>, clock: Clock, one_thread: bool) -> io::Result<Self> {
        let database = match file {
            Some(file) => Database::new(&file.to_string_lossy()),
            None => Database::memory_with_clock(Arc::new(InjectedTime(clock))),
        };
        let database = database.map_err(failed)?;
        table::create(&database).map_err(failed)?;
        Ok(Self { database, backups: Backups::default(), one_thread })
    }

    /// Answers one request of the JSON protocol. The engine has one lock and writes to the disk, so
    /// it works beside the runtime's threads. Answers the capacity units that it consumed too; none
    /// for what was refused.
    pub async fn answer(&self, operation: &str, body: &Bytes, id: &str) -> (Response<Bytes>, f64) {
        if let Some(answer) = self.backups.answer(operation, body) {
            return (text_answer(200, KIND, answer.to_string(), id), 0.0);
        }
        let (name, body) = (operation.to_owned(), body.clone());
        let outcome = self.run(move |database| dispatch::run(database, &name, &body)).await;
        let outcome = outcome.unwrap_or_else(|stopped| {
            Err(DynoxideError::InternalServerError(format!("the engine stopped: {stopped}")))
        });
        match outcome {
            Ok(done) => (text_answer(200, KIND, done.text, id), done.units),
            Err(error) => (text_answer(error.status_code(), KIND, error.to_json(), id), 0.0),
        }
    }

    /// Every item of the table as the JSON protocol writes it, for tests that look at all of it.
    pub async fn items(&self) -> io::Result<Vec<Value>> {
        let read = self.run(|database| dispatch::items(database).map_err(failed));
        read.await.map_err(io::Error::other)?
    }

    /// Removes the items whose time is over.
    pub async fn sweep(&self) -> io::Result<usize> {
        let swept = self.run(|database| database.sweep_ttl().map_err(failed));
        swept.await.map_err(io::Error::other)?
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database) -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        if self.one_thread {
            return Ok(work(&self.database));
        }
        let database = self.database.clone();
        tokio::task::spawn_blocking(move || work(&database)).await
    }
}

const KIND: &str = "application/x-amz-json-1.0";

fn failed(error: DynoxideError) -> io::Error {
    io::Error::other(error.to_string())
}

struct InjectedTime(Clock);

impl storage_backend::Clock for InjectedTime {
    fn now_unix_secs(&self) -> u64 {
        u64::try_from(self.0.now().as_second()).unwrap_or_default()
    }

    fn now_unix_secs_f64(&self) -> f64 {
        self.0.now().as_duration().as_secs_f64()
    }
}

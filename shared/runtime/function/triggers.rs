use std::{future::Future, pin::Pin, sync::Arc};

use jiff::Timestamp;

use super::{Function, Queue, Route};
use crate::Environment;

/// What calls a function.
#[derive(Debug, Clone, Copy)]
pub enum Trigger {
    /// A request to the API.
    Route(Route),
    /// The scheduler, in Asia/Taipei.
    Schedule {
        /// An EventBridge Scheduler expression of six fields, for example `0 * * * ? *`.
        cron: &'static str,
        /// The handler.
        handle: fn(Tick) -> TickFuture,
    },
    /// A queue, message by message.
    Queue {
        /// Which queue.
        queue: Queue,
        /// The handler.
        handle: fn(Message) -> MessageFuture,
    },
}

/// What a handler of a schedule returns.
pub type TickFuture = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;
/// What a handler of a message returns.
pub type MessageFuture = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// The scheduler's call.
#[derive(Debug, Clone)]
pub struct Tick {
    /// What the function stands on.
    pub env: Arc<Environment>,
    /// Which function this is.
    pub function: &'static Function,
    /// The moment that the schedule meant. A retry can come hours later.
    pub scheduled_at: Timestamp,
}

/// One message of a queue.
#[derive(Debug, Clone)]
pub struct Message {
    /// What the function stands on.
    pub env: Arc<Environment>,
    /// Which function this is.
    pub function: &'static Function,
    /// What was sent.
    pub body: String,
}

impl Message {
    /// Reads what was sent.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.body).map_err(|error| {
            let said = portfolio::without_values(&error.to_string());
            Failure(format!("the message cannot be read: {said}"))
        })
    }
}

/// Why work in the background did not succeed. It is tried again, and ends in the dead-letter queue.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

impl Failure {
    /// The outcome of many pieces of work of which none may hold up the others: each that failed is
    /// told, and the whole has failed with the first.
    pub fn of_many(outcomes: Vec<Result<(), Self>>) -> Result<(), Self> {
        let mut failed = outcomes.into_iter().filter_map(Result::err);
        let Some(first) = failed.next() else { return Ok(()) };
        for other in failed {
            tracing::error!(inside = %other, "a piece of the work failed");
        }
        Err(first)
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self(error.to_string())
    }
}

impl From<crate::SecretError> for Failure {
    fn from(error: crate::SecretError) -> Self {
        Self(error.to_string())
    }
}

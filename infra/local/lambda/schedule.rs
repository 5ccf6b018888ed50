use std::sync::Arc;

use runtime::{Environment, Failure, Function, Tick, TickFuture, schedule};
use serde_json::{Value, json};

use super::{Lambda, within};

/// How often Lambda calls a function that nobody waits for, before the event goes to its
/// dead-letter queue.
const ATTEMPTS: u32 = 3;

impl Lambda {
    /// Calls a function as the scheduler does, again where it fails. The moment is the one that the
    /// schedule meant.
    pub async fn schedule(
        &self,
        function: &'static Function,
        handle: fn(Tick) -> TickFuture,
        scheduled_at: jiff::Timestamp,
    ) -> Result<(), Failure> {
        let event = json!({ "scheduled_at": scheduled_at.to_string() });
        let mut attempt = 1;
        loop {
            match self.once(function, handle, event.clone()).await {
                Err(failure) if attempt < ATTEMPTS => {
                    tracing::warn!(function.name = function.name, inside = %failure, "once more");
                }
                outcome => return outcome,
            }
            attempt += 1;
        }
    }

    async fn once(
        &self,
        function: &'static Function,
        handle: fn(Tick) -> TickFuture,
        event: Value,
    ) -> Result<(), Failure> {
        let env = self.environment(function).await.map_err(|error| Failure(error.to_string()))?;
        let place = self.place_in_time().await?;
        let work = tokio::spawn(async move {
            let outcome = run(function, handle, env, event).await;
            drop(place);
            outcome
        });
        within(&self.cloud.clock, function, work).await?
    }
}

async fn run(
    function: &'static Function,
    handle: fn(Tick) -> TickFuture,
    env: Arc<Environment>,
    event: Value,
) -> Result<(), Failure> {
    schedule(function, handle, env, &event).await
}

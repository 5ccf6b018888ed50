use std::{sync::Arc, time::Duration};

use aws_lambda_events::sqs::SqsBatchResponse;
use futures::future::join_all;
use jiff::SignedDuration;
use runtime::{Failure, Function, Message, MessageFuture, Queue, Trigger, batch};

use super::{Lambda, within};
use crate::queues::{self, Received};

/// The most messages of one batch, as in the template.
const BATCH: usize = 10;
/// How many batches of one queue are worked through at the same time.
const POLLERS: usize = 2;
/// A message that failed comes again after so many timeouts of its function, as AWS recommends.
const TIMEOUTS_BETWEEN: u32 = 6;
/// How long a poller sleeps where nothing tells it of a message; pauses end without a word.
const POLL: Duration = Duration::from_secs(1);

type Handle = fn(Message) -> MessageFuture;

impl Lambda {
    /// Hands out messages as they come, for ever.
    pub async fn poll_queues(self: Arc<Self>) {
        let pollers = Queue::ALL.into_iter().flat_map(|queue| [queue; POLLERS]);
        join_all(pollers.map(|queue| self.poll(queue))).await;
    }

    async fn poll(&self, queue: Queue) {
        let mut changes = self.cloud.queues.changes();
        loop {
            changes.mark_unchanged();
            if !self.deliver(queue).await {
                // Whatever woke it, or nothing: it looks again.
                drop(tokio::time::timeout(POLL, changes.changed()).await);
            }
        }
    }

    /// Works through everything that is visible now and that follows from it, and waits for what
    /// others work on. A message that failed waits for its pause, and is not waited for.
    pub async fn drain(&self) {
        let mut changes = self.cloud.queues.changes();
        loop {
            changes.mark_unchanged();
            let delivered = join_all(Queue::ALL.map(|queue| self.deliver(queue))).await;
            if delivered.contains(&true) {
                continue;
            }
            if !Queue::ALL.into_iter().any(|queue| self.cloud.queues.is_busy(queue)) {
                return;
            }
            drop(changes.changed().await);
        }
    }

    /// Hands out one batch. Whether there was one.
    pub async fn deliver(&self, queue: Queue) -> bool {
        let Some((function, handle)) = self.reader(queue) else { return false };
        let batch = match self.cloud.queues.receive(queue, BATCH) {
            Ok(batch) if batch.is_empty() => return false,
            Ok(batch) => batch,
            Err(error) => {
                tracing::error!(%error, queue = queue.name(), "the queue cannot be read");
                return false;
            }
        };
        let failed = match self.work(queue, function, handle, &batch).await {
            Ok(response) => {
                let failed = response.batch_item_failures.into_iter();
                failed.map(|failure| failure.item_identifier).collect()
            }
            Err(failure) => {
                tracing::error!(inside = %failure, queue = queue.name(), "a whole batch failed");
                batch.iter().map(|received| received.message.id.clone()).collect::<Vec<_>>()
            }
        };
        for Received { message, .. } in &batch {
            let done = !failed.contains(&message.id);
            if !done || self.cloud.queues.done(queue, &message.id).is_err() {
                let seconds = i64::from(function.timeout_s * TIMEOUTS_BETWEEN);
                let pause = SignedDuration::from_secs(seconds);
                self.cloud.queues.failed(queue, &message.id, pause);
            }
        }
        true
    }

    async fn work(
        &self,
        queue: Queue,
        function: &'static Function,
        handle: Handle,
        messages: &[Received],
    ) -> Result<SqsBatchResponse, Failure> {
        let env = self.environment(function).await.map_err(|error| Failure(error.to_string()))?;
        let event = queues::event(queue, messages).map_err(|error| Failure(error.to_string()))?;
        let place = self.place_in_time().await?;
        let work = tokio::spawn(async move {
            let outcome = batch(function, handle, env, event).await;
            drop(place);
            outcome
        });
        within(&self.cloud.clock, function, work).await
    }

    /// The function that reads the queue.
    fn reader(&self, queue: Queue) -> Option<(&'static Function, Handle)> {
        self.cloud.functions().find_map(|function| match function.trigger {
            Trigger::Queue { queue: read, handle } if read == queue => Some((function, handle)),
            _ => None,
        })
    }
}

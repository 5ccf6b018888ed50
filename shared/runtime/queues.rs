use aws_sdk_sqs::{Client, types::SendMessageBatchRequestEntry};
use serde::Serialize;

use crate::{Config, Failure, Queue};

/// The most messages of one call.
const BATCH: usize = 10;

/// The queues that work goes into.
#[derive(Debug, Clone)]
pub struct Queues {
    client: Client,
    config: Config,
}

impl Queues {
    /// The queues of this deployment.
    pub fn new(client: Client, config: Config) -> Self {
        Self { client, config }
    }

    /// Puts one message into a queue.
    pub async fn send(&self, queue: Queue, message: &impl Serialize) -> Result<(), Failure> {
        let body = serde_json::to_string(message).map_err(|error| Failure(error.to_string()))?;
        let sent = self
            .client
            .send_message()
            .queue_url(self.config.queue_url(queue))
            .message_body(body)
            .send()
            .await;
        sent.map(|_| ()).map_err(|error| Failure(portfolio::said(&error)))
    }

    /// Puts messages into a queue, ten to a call. A message that was not taken fails the whole:
    /// what is sent twice is harmless, what is not sent is not.
    pub async fn send_all<T: Serialize>(
        &self,
        queue: Queue,
        messages: &[T],
    ) -> Result<(), Failure> {
        for batch in messages.chunks(BATCH) {
            let mut entries = Vec::new();
            for (number, message) in batch.iter().enumerate() {
                let body =
                    serde_json::to_string(message).map_err(|error| Failure(error.to_string()))?;
                let entry = SendMessageBatchRequestEntry::builder()
                    .id(number.to_string())
                    .message_body(body)
                    .build()
                    .map_err(|error| Failure(error.to_string()))?;
                entries.push(entry);
            }
            let answer = self
                .client
                .send_message_batch()
                .queue_url(self.config.queue_url(queue))
                .set_entries(Some(entries))
                .send()
                .await
                .map_err(|error| Failure(portfolio::said(&error)))?;
            if let Some(refused) = answer.failed().first() {
                return Err(Failure(format!("{} refused: {}", queue.name(), refused.code())));
            }
        }
        Ok(())
    }
}

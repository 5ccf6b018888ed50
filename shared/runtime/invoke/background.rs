use std::sync::Arc;

use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use serde_json::Value;
use tracing::Instrument;

use crate::{Environment, Failure, Function, Message, MessageFuture, Tick, TickFuture};

/// Runs a schedule. The moment is the one that the event carries, never the clock's: a retry can
/// come hours later.
pub async fn schedule(
    function: &'static Function,
    handle: fn(Tick) -> TickFuture,
    env: Arc<Environment>,
    event: &Value,
) -> Result<(), Failure> {
    let span = tracing::info_span!("tick", function.name = function.name);
    async move {
        let scheduled_at = scheduled_at(event)?;
        let outcome = handle(Tick { env, function, scheduled_at }).await;
        if let Err(failure) = &outcome {
            tracing::error!(inside = %failure, "the schedule's work failed");
        }
        outcome
    }
    .instrument(span)
    .await
}

fn scheduled_at(event: &Value) -> Result<Timestamp, Failure> {
    let text = event.get("scheduled_at").or_else(|| event.get("time")).and_then(Value::as_str);
    text.and_then(|text| text.parse().ok())
        .ok_or(Failure("the schedule's event carries no time".to_owned()))
}

/// Works through a batch of messages and says which ones failed, so that only those come again. A
/// message without a body, and one whose handler panics, has failed.
pub async fn batch(
    function: &'static Function,
    handle: fn(Message) -> MessageFuture,
    env: Arc<Environment>,
    event: SqsEvent,
) -> SqsBatchResponse {
    let span = tracing::info_span!("batch", function.name = function.name);
    async move {
        let mut failed = Vec::new();
        for record in event.records {
            let id = record.message_id.unwrap_or_default();
            let outcome = match record.body {
                Some(body) => one(handle, Message { env: env.clone(), function, body }).await,
                None => Err(Failure("a message without a body".to_owned())),
            };
            if let Err(failure) = outcome {
                tracing::error!(message.id = id, inside = %failure, "a message failed");
                let mut item = BatchItemFailure::default();
                item.item_identifier = id;
                failed.push(item);
            }
        }
        let mut response = SqsBatchResponse::default();
        response.batch_item_failures = failed;
        response
    }
    .instrument(span)
    .await
}

async fn one(handle: fn(Message) -> MessageFuture, message: Message) -> Result<(), Failure> {
    let span = tracing::Span::current();
    let work = tokio::spawn(handle(message).instrument(span));
    work.await.unwrap_or_else(|stopped| Err(Failure(format!("the handler stopped: {stopped}"))))
}

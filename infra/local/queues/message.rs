use aws_lambda_events::sqs::SqsEvent;
use jiff::Timestamp;
use runtime::Queue;
use s3s::crypto::{Checksum as _, Md5};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cloud::{ACCOUNT, REGION};

/// A message in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// What was sent.
    pub body: String,
    /// When.
    pub sent_at: Timestamp,
}

/// A message that was handed out.
#[derive(Debug, Clone)]
pub struct Received {
    /// The message.
    pub message: Message,
    /// How often it was handed out, this time included.
    pub received: u32,
    /// When it was first handed out.
    pub first_received_at: Timestamp,
}

/// The batch that a function is called with.
pub fn event(queue: Queue, batch: &[Received]) -> serde_json::Result<SqsEvent> {
    let records: Vec<Value> = batch.iter().map(|received| record(queue, received)).collect();
    serde_json::from_value(json!({ "Records": records }))
}

fn record(queue: Queue, received: &Received) -> Value {
    let Received { message, received, first_received_at } = received;
    json!({
        "messageId": message.id,
        "receiptHandle": format!("{}#{received}", message.id),
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": received.to_string(),
            "SentTimestamp": message.sent_at.as_millisecond().to_string(),
            "SenderId": ACCOUNT,
            "ApproximateFirstReceiveTimestamp": first_received_at.as_millisecond().to_string(),
        },
        "messageAttributes": {},
        "md5OfBody": md5(&message.body),
        "eventSource": "aws:sqs",
        "eventSourceARN": format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{}", queue.name()),
        "awsRegion": REGION,
    })
}

/// The digest by which SQS shows what it understood.
pub fn md5(body: &str) -> String {
    let mut digest = Md5::new();
    digest.update(body.as_bytes());
    hex::encode(digest.finalize())
}

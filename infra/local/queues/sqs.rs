//! `SendMessage` and `SendMessageBatch` of the JSON protocol.

use bytes::Bytes;
use http::Response;
use runtime::Queue;
use serde_json::{Value, json};

use super::{Queues, message::md5};
use crate::cloud::{Asked, Refusal, json_answer};

/// The largest message, and the largest batch, in bytes (SQS quotas: 1 MiB).
const MAX_MESSAGE: usize = 1 << 20;
/// The most messages of one batch (SQS quotas).
const MAX_BATCH: usize = 10;

/// Answers one request.
pub fn serve(queues: &Queues, asked: &Asked, id: &str) -> Result<Response<Bytes>, Refusal> {
    let queue = queue(&asked.json)?;
    let body = match asked.operation.as_str() {
        "SendMessage" => {
            let body = text(&asked.json, "MessageBody")?;
            sound(body)?;
            send(queues, queue, body)?
        }
        "SendMessageBatch" => send_batch(queues, queue, &asked.json)?,
        other => {
            let said = format!("{other} is not served here");
            return Err(Refusal::new("com.amazonaws.sqs#UnsupportedOperation", said));
        }
    };
    Ok(json_answer(200, &body, id))
}

fn queue(request: &Value) -> Result<Queue, Refusal> {
    let name = text(request, "QueueUrl")?.rsplit('/').next().unwrap_or_default();
    Queue::ALL.into_iter().find(|queue| queue.name() == name).ok_or_else(|| {
        let said = "The specified queue does not exist.";
        Refusal::new("com.amazonaws.sqs#QueueDoesNotExist", said)
    })
}

fn send(queues: &Queues, queue: Queue, body: &str) -> Result<Value, Refusal> {
    let id = queues.send(queue, body.to_owned()).map_err(|error| Refusal {
        status: 500,
        code: "InternalError",
        message: error.to_string(),
    })?;
    Ok(json!({ "MessageId": id, "MD5OfMessageBody": md5(body) }))
}

fn send_batch(queues: &Queues, queue: Queue, request: &Value) -> Result<Value, Refusal> {
    let entries = request["Entries"].as_array().map(Vec::as_slice).unwrap_or_default();
    if entries.is_empty() {
        return Err(Refusal::new("com.amazonaws.sqs#EmptyBatchRequest", "There are no entries."));
    }
    if entries.len() > MAX_BATCH {
        let said = "Maximum number of entries per request are 10.";
        return Err(Refusal::new("com.amazonaws.sqs#TooManyEntriesInBatchRequest", said));
    }
    let mut bodies: Vec<(&str, &str)> = Vec::new();
    for entry in entries {
        let (id, body) = (text(entry, "Id")?, text(entry, "MessageBody")?);
        if bodies.iter().any(|(other, _)| *other == id) {
            let said = format!("Id {id} repeated.");
            return Err(Refusal::new("com.amazonaws.sqs#BatchEntryIdsNotDistinct", said));
        }
        bodies.push((id, body));
    }
    if bodies.iter().map(|(_, body)| body.len()).sum::<usize>() > MAX_MESSAGE {
        let said = "Batch requests cannot be longer than 1048576 bytes.";
        return Err(Refusal::new("com.amazonaws.sqs#BatchRequestTooLong", said));
    }
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for (id, body) in bodies {
        match sound(body).and_then(|()| send(queues, queue, body)) {
            Ok(mut answer) => {
                answer["Id"] = json!(id);
                taken.push(answer);
            }
            Err(Refusal { code, message, status }) => refused.push(json!({
                "Id": id, "Code": code, "Message": message, "SenderFault": status < 500,
            })),
        }
    }
    Ok(json!({ "Successful": taken, "Failed": refused }))
}

/// A body that the queue takes: not empty, not too long, and nothing that XML cannot carry.
fn sound(body: &str) -> Result<(), Refusal> {
    let allowed =
        |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}');
    if body.is_empty() || body.len() > MAX_MESSAGE {
        let said =
            "One or more parameters are invalid. Reason: Message must be of 1 to 1048576 bytes.";
        return Err(Refusal::new("com.amazonaws.sqs#InvalidParameterValue", said));
    }
    if body.chars().all(allowed) {
        return Ok(());
    }
    let said = "Invalid characters found.";
    Err(Refusal::new("com.amazonaws.sqs#InvalidMessageContents", said))
}

fn text<'a>(request: &'a Value, name: &str) -> Result<&'a str, Refusal> {
    request[name].as_str().ok_or_else(|| {
        let said = format!("The request must contain the parameter {name}.");
        Refusal::new("com.amazonaws.sqs#MissingParameter", said)
    })
}

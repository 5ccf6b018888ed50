//! From an object in staging to the queue of uploads, by way of the event bus.

use std::sync::Arc;

use runtime::{Ids, Queue};
use serde_json::{Value, json};

use super::{ACCOUNT, REGION};
use crate::{
    queues::Queues,
    s3::{CreatedSink, ObjectCreated},
};

/// Puts an event of every created object into the queue.
pub fn sink(queues: Arc<Queues>, ids: Ids) -> CreatedSink {
    Arc::new(move |created| {
        let event = event(&created, &ids.next().to_string());
        if let Err(error) = queues.send(Queue::Uploads, event.to_string()) {
            // As on AWS, the client's confirm and the sweep find what an event did not tell.
            tracing::error!(%error, "the event of a created object is lost");
        }
    })
}

/// "Object Created" as EventBridge hands it on.
fn event(created: &ObjectCreated, id: &str) -> Value {
    let mut object = json!({
        "key": created.key,
        "size": created.size,
        "etag": created.etag,
        "sequencer": created.sequencer,
    });
    if let Some(version) = &created.version_id {
        object["version-id"] = json!(version);
    }
    json!({
        "version": "0",
        "id": id,
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": ACCOUNT,
        "time": created.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": REGION,
        "resources": [format!("arn:aws:s3:::{}", created.bucket)],
        "detail": {
            "version": "0",
            "bucket": { "name": created.bucket },
            "object": object,
            "request-id": id.get(..8),
            "requester": ACCOUNT,
            "source-ip-address": "127.0.0.1",
            "reason": created.reason,
        },
    })
}

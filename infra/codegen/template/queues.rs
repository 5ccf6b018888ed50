use runtime::{Function, Queue, Trigger};
use serde_json::{Value, json};

use super::{
    Sheet,
    intrinsic::{attribute, reference, sub},
};

/// How often a message is tried before it lies in the dead-letter queue.
const ATTEMPTS: u32 = 5;
/// Seconds: fourteen days, the longest there is. Time for people to look.
pub const KEPT_S: u32 = 14 * 24 * 60 * 60;
/// How many times its function's longest run a message stays hidden, as Lambda advises.
const HIDDEN_RUNS: u32 = 6;
/// Seconds that a message of a queue without a function would stay hidden.
const HIDDEN_S: u32 = 360;

/// Adds the queues, each with its dead-letter queue, and what feeds them from outside.
pub fn add(sheet: &mut Sheet) {
    for queue in Queue::ALL {
        let name = logical(queue);
        let dead = format!("{name}Dead");
        sheet.resource(
            &dead,
            "AWS::SQS::Queue",
            json!({
                "QueueName": sub(&format!("${{Prefix}}-{}-dead", queue.name())),
                "MessageRetentionPeriod": KEPT_S,
                "SqsManagedSseEnabled": true,
            }),
        );
        sheet.resource(
            &name,
            "AWS::SQS::Queue",
            json!({
                "QueueName": sub(&format!("${{Prefix}}-{}", queue.name())),
                "MessageRetentionPeriod": KEPT_S,
                "VisibilityTimeout": hidden_s(queue),
                "SqsManagedSseEnabled": true,
                "RedrivePolicy": {
                    "deadLetterTargetArn": attribute(&dead, "Arn"),
                    "maxReceiveCount": ATTEMPTS,
                },
            }),
        );
    }
    uploads_from_staging(sheet);
}

/// The queue's name as a resource.
pub fn logical(queue: Queue) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    queue.name().split('-').map(capital).collect::<String>() + "Queue"
}

fn hidden_s(queue: Queue) -> u32 {
    let takes = |function: &&Function| matches!(function.trigger, Trigger::Queue { queue: taken, .. } if taken == queue);
    let longest = functions::all().filter(takes).map(|function| function.timeout_s).max();
    longest.map_or(HIDDEN_S, |longest| longest * HIDDEN_RUNS)
}

/// Lets a service, and nobody else, put messages into a queue on behalf of one source.
pub fn fed_by(sheet: &mut Sheet, queues: &[&str], service: &str, source: Value) {
    let arns: Vec<Value> = queues.iter().map(|queue| attribute(queue, "Arn")).collect();
    let names: Vec<Value> = queues.iter().map(|queue| reference(queue)).collect();
    let statement = json!({
        "Effect": "Allow",
        "Principal": { "Service": service },
        "Action": "sqs:SendMessage",
        "Resource": arns,
        "Condition": { "ArnEquals": { "aws:SourceArn": source } },
    });
    let policy = json!({
        "Queues": names,
        "PolicyDocument": { "Version": "2012-10-17", "Statement": [statement] },
    });
    sheet.resource(&format!("{}Policy", queues[0]), "AWS::SQS::QueuePolicy", policy);
}

fn uploads_from_staging(sheet: &mut Sheet) {
    let uploads = logical(Queue::Uploads);
    let dead = format!("{uploads}Dead");
    sheet.resource(
        "Uploaded",
        "AWS::Events::Rule",
        json!({
            "Description": "What browsers put into staging is taken to the vault.",
            "EventPattern": {
                "source": ["aws.s3"],
                "detail-type": ["Object Created"],
                "detail": { "bucket": { "name": [reference("Staging")] } },
            },
            "State": "ENABLED",
            "Targets": [{
                "Id": "uploads",
                "Arn": attribute(&uploads, "Arn"),
                "DeadLetterConfig": { "Arn": attribute(&dead, "Arn") },
            }],
        }),
    );
    fed_by(sheet, &[&uploads, &dead], "events.amazonaws.com", attribute("Uploaded", "Arn"));
}

use runtime::Queue;
use serde_json::{Value, json};

const REGION: &str = "ap-northeast-1";
const OWNER: &str = "123456789012";

/// The scheduler's call, as the template writes its input.
pub fn tick() -> Value {
    json!({ "scheduled_at": "2026-11-23T00:00:00Z" })
}

/// A batch of one message, as the event source mapping hands it over.
pub fn messages(queue: Queue) -> Value {
    let body = body(queue).to_string();
    json!({ "Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
        "body": body,
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1795399200000",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp": "1795399200010",
        },
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": format!("arn:aws:sqs:{REGION}:{OWNER}:portfolio-{}", queue.name()),
        "awsRegion": REGION,
    }] })
}

/// What is in the queue.
fn body(queue: Queue) -> Value {
    match queue {
        Queue::Uploads => object_created(),
        Queue::Calendars => json!({ "school": "990301" }),
        Queue::Reminders => json!({
            "school": "990301",
            "kinds": ["upload_outcomes"],
            "date": "2026-11-23",
            "scheduled_at": "2026-11-23T00:00:00Z",
        }),
        Queue::Submissions => json!({
            "school": "990301",
            "batch": "sub_019a1f00000070008000000000000004",
            "step": "freeze",
        }),
        Queue::MailFeedback => bounce(),
        Queue::Integrity => json!({ "date": "2026-11-24", "step": { "shard": 0 } }),
    }
}

/// EventBridge's event of a bucket.
fn object_created() -> Value {
    json!({
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": OWNER,
        "time": "2026-11-23T02:00:00Z",
        "region": REGION,
        "resources": [format!("arn:aws:s3:::portfolio-staging-{OWNER}")],
        "detail": {
            "version": "0",
            "bucket": { "name": format!("portfolio-staging-{OWNER}") },
            "object": {
                "key": "acc_019a1f00000070008000000000000001/019a1f00-0000-7000-8000-000000000005",
                "size": 482_133,
                "etag": "b1946ac92492d2347c6235b4d2611184",
                "sequencer": "00617F08299329D189",
            },
            "request-id": "N4N7GDK58NMKJ12R",
            "requester": OWNER,
            "source-ip-address": "203.0.113.7",
            "reason": "PutObject",
        },
    })
}

/// SNS's notification of a bounce that SES publishes.
fn bounce() -> Value {
    let message = json!({
        "eventType": "Bounce",
        "bounce": {
            "feedbackId": "0106019a1f3b-0000-4000-8000-000000000000-000000",
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{
                "emailAddress": "nobody@example.test",
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }],
            "timestamp": "2026-11-23T02:00:01.000Z",
            "reportingMTA": "dsn; e240-1.smtp-out.ap-northeast-1.amazonses.com",
        },
        "mail": {
            "timestamp": "2026-11-23T02:00:00.000Z",
            "source": "no-reply@portfolio.example.test",
            "messageId": "0106019a1f3b-0000-4000-8000-000000000000-000000",
            "destination": ["nobody@example.test"],
        },
    });
    json!({
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": format!("arn:aws:sns:{REGION}:{OWNER}:portfolio-mail-feedback"),
        "Subject": "Amazon SES Email Event Notification",
        "Message": message.to_string(),
        "Timestamp": "2026-11-23T02:00:01.500Z",
    })
}

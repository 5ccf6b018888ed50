//! Queue `mail-feedback` — 退信與申訴: addresses that do not exist, or whose owner called a letter
//! unwanted, get no more mail.
//!
//! What SES says through SNS. A mailbox that is merely full is left alone.

use jiff::Timestamp;
use runtime::{Failure, Function, Message, Need, Queue, TableAction, Trigger};
use serde::Deserialize;
use serde_json::Value;
use store::{
    Write,
    items::{MailSuppression, SuppressionCause},
};

pub const FUNCTION: Function = Function {
    name: "reminders.feedback",
    term: "退信與申訴",
    summary: "Suppresses addresses that bounced or complained.",
    trigger: Trigger::Queue {
        queue: Queue::MailFeedback,
        handle: |message| Box::pin(feedback(message)),
    },
    needs: &[Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 30,
};

/// What SES says of a letter.
#[derive(Deserialize)]
struct Notification {
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
    bounced_recipients: Vec<Recipient>,
    timestamp: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    complained_recipients: Vec<Recipient>,
    complaint_feedback_type: Option<String>,
    timestamp: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
}

async fn feedback(message: Message) -> Result<(), Failure> {
    let suppressions = suppressions(notification(&message)?);
    let table = message.env.table();
    for suppression in &suppressions {
        table.write(Write::put("suppression", suppression)?).await?;
    }
    tracing::info!(addresses = suppressions.len(), "addresses suppressed");
    Ok(())
}

/// SNS wraps what SES says as a text, unless the subscription delivers it raw.
fn notification(message: &Message) -> Result<Notification, Failure> {
    let outer: Value = message.read()?;
    let inner = match outer.get("Message").and_then(Value::as_str) {
        Some(text) => serde_json::from_str(text),
        None => serde_json::from_value(outer),
    };
    inner.map_err(|error| {
        let said = portfolio::without_values(&error.to_string());
        Failure(format!("the notification cannot be read: {said}"))
    })
}

fn suppressions(notification: Notification) -> Vec<MailSuppression> {
    let suppress = |recipients: Vec<Recipient>, cause, at| {
        recipients.into_iter().map(move |recipient| MailSuppression {
            address_digest: MailSuppression::digest(bare(&recipient.email_address)),
            cause,
            at,
        })
    };
    let bounced =
        notification.bounce.filter(|bounce| bounce.bounce_type == "Permanent").map(|bounce| {
            suppress(bounce.bounced_recipients, SuppressionCause::Bounce, bounce.timestamp)
        });
    let complained = notification
        .complaint
        .filter(|complaint| complaint.complaint_feedback_type.as_deref() != Some("not-spam"))
        .map(|complaint| {
            let cause = SuppressionCause::Complaint;
            suppress(complaint.complained_recipients, cause, complaint.timestamp)
        });
    bounced.into_iter().flatten().chain(complained.into_iter().flatten()).collect()
}

/// The address alone: SES repeats the header where the other side names none.
fn bare(address: &str) -> &str {
    let within = address.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    within.map_or(address, |(address, _)| address)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn suppressed(notification: Value) -> Vec<(String, SuppressionCause)> {
        let read = serde_json::from_value(notification).unwrap();
        let entry = |item: MailSuppression| (item.address_digest, item.cause);
        suppressions(read).into_iter().map(entry).collect()
    }

    fn bounce(kind: &str) -> Value {
        json!({
            "notificationType": "Bounce",
            "bounce": {
                "bounceType": kind,
                "bounceSubType": "General",
                "bouncedRecipients": [{ "emailAddress": "王小明 <Student@Example.test>" }],
                "timestamp": "2026-11-27T00:00:07.000Z",
                "feedbackId": "0100017",
            },
            "mail": { "messageId": "0100017" },
        })
    }

    #[test]
    fn a_permanent_bounce_suppresses_the_address_however_it_is_written() {
        let digest = MailSuppression::digest("student@example.test");
        assert_eq!(suppressed(bounce("Permanent")), [(digest, SuppressionCause::Bounce)]);
        assert_eq!(suppressed(bounce("Transient")), []);
    }

    #[test]
    fn a_complaint_suppresses_unless_it_says_the_contrary() {
        let complaint = |kind: Value| {
            json!({ "complaint": {
                "complainedRecipients": [{ "emailAddress": "student@example.test" }],
                "complaintFeedbackType": kind,
                "timestamp": "2026-11-27T00:00:07.000Z",
            }})
        };
        assert_eq!(suppressed(complaint(json!("abuse"))).len(), 1);
        assert_eq!(suppressed(complaint(Value::Null)).len(), 1);
        assert_eq!(suppressed(complaint(json!("not-spam"))), []);
        assert_eq!(suppressed(json!({ "notificationType": "Delivery", "delivery": {} })), []);
    }
}

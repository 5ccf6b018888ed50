use runtime::Queue;
use serde_json::json;

use super::{
    Sheet,
    intrinsic::{attribute, reference, sub},
    queues,
};

/// Adds the sender, and the way back of what could not be delivered.
pub fn add(sheet: &mut Sheet) {
    sheet.resource(
        "MailSettings",
        "AWS::SES::ConfigurationSet",
        json!({
            "Name": sub("${Prefix}"),
            "DeliveryOptions": { "TlsPolicy": "REQUIRE" },
            "ReputationOptions": { "ReputationMetricsEnabled": true },
            "SendingOptions": { "SendingEnabled": true },
            "SuppressionOptions": { "SuppressedReasons": ["BOUNCE", "COMPLAINT"] },
        }),
    );
    sheet.lasting(
        "MailIdentity",
        "AWS::SES::EmailIdentity",
        json!({
            "EmailIdentity": reference("MailDomain"),
            // Every letter of this domain goes by these settings, whoever sends it.
            "ConfigurationSetAttributes": { "ConfigurationSetName": reference("MailSettings") },
            "DkimAttributes": { "SigningEnabled": true },
            "FeedbackAttributes": { "EmailForwardingEnabled": false },
        }),
    );
    sheet.resource(
        "MailFeedback",
        "AWS::SNS::Topic",
        json!({
            "TopicName": sub("${Prefix}-mail-feedback"),
        }),
    );
    let statement = json!({
        "Effect": "Allow",
        "Principal": { "Service": "ses.amazonaws.com" },
        "Action": "sns:Publish",
        "Resource": reference("MailFeedback"),
        "Condition": { "StringEquals": { "aws:SourceAccount": reference("AWS::AccountId") } },
    });
    sheet.resource(
        "MailFeedbackPolicy",
        "AWS::SNS::TopicPolicy",
        json!({
            "Topics": [reference("MailFeedback")],
            "PolicyDocument": { "Version": "2012-10-17", "Statement": [statement] },
        }),
    );
    sheet.resource(
        "MailEvents",
        "AWS::SES::ConfigurationSetEventDestination",
        json!({
            "ConfigurationSetName": reference("MailSettings"),
            "EventDestination": {
                "Name": "feedback",
                "Enabled": true,
                "MatchingEventTypes": ["BOUNCE", "COMPLAINT"],
                "SnsDestination": { "TopicARN": reference("MailFeedback") },
            },
        }),
    );
    sheet.qualify("MailEvents", "DependsOn", json!("MailFeedbackPolicy"));
    let queue = queues::logical(Queue::MailFeedback);
    sheet.resource(
        "MailFeedbackSubscription",
        "AWS::SNS::Subscription",
        json!({
            "TopicArn": reference("MailFeedback"),
            "Protocol": "sqs",
            "Endpoint": attribute(&queue, "Arn"),
        }),
    );
    queues::fed_by(sheet, &[&queue], "sns.amazonaws.com", reference("MailFeedback"));
}

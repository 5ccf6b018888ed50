use runtime::Queue;
use serde_json::{Value, json};

use super::{
    Sheet,
    intrinsic::{attribute, only_if, reference, sub},
    queues,
    replica::replica_bucket,
};

/// Adds the topic of alarms, and the alarms of what functions stand on.
pub fn add(sheet: &mut Sheet) {
    let owner = json!([{ "Protocol": "email", "Endpoint": reference("AlarmEmail") }]);
    sheet.resource(
        "Alarms",
        "AWS::SNS::Topic",
        json!({
            "TopicName": sub("${Prefix}-alarms"),
            "Subscription": only_if("HasAlarmEmail", owner),
        }),
    );
    let topic = reference("Alarms");
    for queue in Queue::ALL {
        let name = queues::logical(queue);
        let dead = attribute(&format!("{name}Dead"), "QueueName");
        let waiting = attribute(&name, "QueueName");
        sheet.resource(&format!("{name}DeadAlarm"), ALARM, dead_letters(&topic, dead));
        sheet.resource(&format!("{name}AgeAlarm"), ALARM, json!({
            "AlarmDescription": "Work waits for an hour: its function fails or does not keep up.",
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateAgeOfOldestMessage",
            "Dimensions": [{ "Name": "QueueName", "Value": waiting }],
            "Statistic": "Maximum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": 3600,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [topic],
        }));
    }
    sheet.resource(
        "ApiErrorsAlarm",
        ALARM,
        counted(
            "The API answers 5xx.",
            ("AWS/ApiGateway", "5xx", "ApiId", reference("Api")),
            5,
            &topic,
        ),
    );
    for side in ["Read", "Write"] {
        sheet.resource(
            &format!("Table{side}Alarm"),
            ALARM,
            counted(
                "The table refuses calls: a partition is too hot.",
                ("AWS/DynamoDB", &format!("{side}ThrottleEvents"), "TableName", reference("Table")),
                10,
                &topic,
            ),
        );
    }
    sheet.resource(
        "ReplicationAlarm",
        ALARM,
        json!({
            "AlarmDescription": "Files did not reach the second copy.",
            "Namespace": "AWS/S3",
            "MetricName": "OperationsFailedReplication",
            "Dimensions": [
                { "Name": "SourceBucket", "Value": reference("Vault") },
                { "Name": "DestinationBucket", "Value": replica_bucket() },
                { "Name": "RuleId", "Value": "everything" },
            ],
            "Statistic": "Sum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [topic],
        }),
    );
    sheet.output("AlarmTopic", "Where alarms are told.", topic);
}

/// The type of an alarm.
pub const ALARM: &str = "AWS::CloudWatch::Alarm";

/// An alarm that something lies in a dead-letter queue.
pub fn dead_letters(topic: &Value, queue: Value) -> Value {
    let mut alarm = counted(
        "Work failed every time and lies in the dead-letter queue. See the runbook: replay.",
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue),
        1,
        topic,
    );
    alarm["Statistic"] = json!("Maximum");
    alarm
}

/// An alarm that something was counted so often within five minutes.
pub fn counted(
    description: &str,
    (namespace, metric, dimension, of): (&str, &str, &str, Value),
    threshold: u32,
    topic: &Value,
) -> Value {
    json!({
        "AlarmDescription": description,
        "Namespace": namespace,
        "MetricName": metric,
        "Dimensions": [{ "Name": dimension, "Value": of }],
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": threshold,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [topic],
    })
}

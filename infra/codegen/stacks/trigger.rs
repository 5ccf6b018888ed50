use runtime::{Function, Queue, Route, Trigger};
use serde_json::json;

use super::{ask, function::plain, role};
use crate::template::{
    KEPT_S, Sheet,
    alarms::{ALARM, dead_letters},
    intrinsic::{attribute, reference, sub},
    policy::{allow, trust},
};

/// Seconds for which work of a schedule that fails is tried again.
const SCHEDULE_TRIED_S: u32 = 6 * 60 * 60;
/// How often it is tried again, by the scheduler and by Lambda each.
const SCHEDULE_RETRIES: u32 = 2;
/// How many copies of a function work off one queue at the same time.
const WORKERS: u32 = 20;

/// Adds what calls the function.
pub fn add(sheet: &mut Sheet, function: &Function) {
    match &function.trigger {
        Trigger::Route(route) => of_route(sheet, function, route),
        Trigger::Schedule { cron, .. } => {
            of_schedule(sheet, function, cron);
            if AFTER_DEPLOY.contains(&function.name) {
                after_deploy(sheet, function);
            }
        }
        Trigger::Queue { queue, .. } => of_queue(sheet, function, *queue),
    }
}

fn of_route(sheet: &mut Sheet, function: &Function, route: &Route) {
    let resource = function.resource();
    let integration = format!("{resource}Integration");
    ask(sheet, "ApiId");
    sheet.resource(
        &integration,
        "AWS::ApiGatewayV2::Integration",
        json!({
            "ApiId": reference("ApiId"),
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": attribute(&resource, "Arn"),
            "PayloadFormatVersion": "2.0",
            "TimeoutInMillis": (function.timeout_s + 1) * 1000,
        }),
    );
    sheet.resource(
        &format!("{resource}Route"),
        "AWS::ApiGatewayV2::Route",
        json!({
            "ApiId": reference("ApiId"),
            "RouteKey": format!("{} {}", route.method.name(), route.path),
            "Target": sub(&format!("integrations/${{{integration}}}")),
        }),
    );
    let anything = |part| if str::starts_with(part, '{') { "*" } else { part };
    let path = route.path.split('/').map(anything).collect::<Vec<_>>().join("/");
    sheet.resource(&format!("{resource}Permission"), "AWS::Lambda::Permission", json!({
        "Action": "lambda:InvokeFunction",
        "FunctionName": reference(&resource),
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": sub(&format!(
            "arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{ApiId}}/*/{}{path}",
            route.method.name(),
        )),
    }));
}

/// The dead-letter queue of a schedule's function.
pub fn dead(function: &Function) -> String {
    function.resource() + "Dead"
}

fn of_schedule(sheet: &mut Sheet, function: &Function, cron: &str) {
    let resource = function.resource();
    let (dead, role) = (dead(function), format!("{resource}ScheduleRole"));
    sheet.resource(
        &dead,
        "AWS::SQS::Queue",
        json!({
            "QueueName": sub(&format!("${{Prefix}}-{}-dead", plain(function))),
            "MessageRetentionPeriod": KEPT_S,
            "SqsManagedSseEnabled": true,
        }),
    );
    let alarm = dead_letters(&reference("AlarmTopic"), attribute(&dead, "QueueName"));
    sheet.resource(&format!("{dead}Alarm"), ALARM, alarm);
    sheet.resource(
        &role,
        "AWS::IAM::Role",
        json!({
            "AssumeRolePolicyDocument": trust("scheduler.amazonaws.com"),
            "Policies": [{ "PolicyName": "call", "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    allow(&["lambda:InvokeFunction"], attribute(&resource, "Arn")),
                    allow(&["sqs:SendMessage"], attribute(&dead, "Arn")),
                ],
            } }],
        }),
    );
    // The scheduler hands the call over and goes; Lambda tries again, and keeps what failed.
    sheet.resource(
        &format!("{resource}Retries"),
        "AWS::Lambda::EventInvokeConfig",
        json!({
            "FunctionName": reference(&resource),
            "Qualifier": "$LATEST",
            "MaximumRetryAttempts": SCHEDULE_RETRIES,
            "MaximumEventAgeInSeconds": SCHEDULE_TRIED_S,
            "DestinationConfig": { "OnFailure": { "Destination": attribute(&dead, "Arn") } },
        }),
    );
    sheet.resource(
        &format!("{resource}Schedule"),
        "AWS::Scheduler::Schedule",
        json!({
            "Name": sub(&format!("${{Prefix}}-{}", plain(function))),
            "Description": function.summary,
            "ScheduleExpression": format!("cron({cron})"),
            "ScheduleExpressionTimezone": "Asia/Taipei",
            "FlexibleTimeWindow": { "Mode": "OFF" },
            "Target": {
                "Arn": attribute(&resource, "Arn"),
                "RoleArn": attribute(&role, "Arn"),
                "Input": "{\"scheduled_at\":\"<aws.scheduler.scheduled-time>\"}",
                "RetryPolicy": {
                    "MaximumRetryAttempts": SCHEDULE_RETRIES,
                    "MaximumEventAgeInSeconds": SCHEDULE_TRIED_S,
                },
                "DeadLetterConfig": { "Arn": attribute(&dead, "Arn") },
            },
        }),
    );
}

/// Schedules that are called after every deploy too.
const AFTER_DEPLOY: [&str; 1] = ["files.canary"];

/// CloudFormation tells that the main stack has been changed.
fn after_deploy(sheet: &mut Sheet, function: &Function) {
    let resource = function.resource();
    ask(sheet, "Deployment");
    sheet.resource(
        &format!("{resource}Deployed"),
        "AWS::Events::Rule",
        json!({
            "Description": format!("After every deploy. {}", function.summary),
            "EventPattern": {
                "source": ["aws.cloudformation"],
                "detail-type": ["CloudFormation Stack Status Change"],
                "detail": {
                    "stack-id": [reference("Deployment")],
                    "status-details": { "status": ["CREATE_COMPLETE", "UPDATE_COMPLETE"] },
                },
            },
            "State": "ENABLED",
            "Targets": [{
                "Id": "function",
                "Arn": attribute(&resource, "Arn"),
                "InputTransformer": {
                    "InputPathsMap": { "time": "$.time" },
                    "InputTemplate": "{\"scheduled_at\":<time>}",
                },
            }],
        }),
    );
    sheet.resource(
        &format!("{resource}DeployedPermission"),
        "AWS::Lambda::Permission",
        json!({
            "Action": "lambda:InvokeFunction",
            "FunctionName": reference(&resource),
            "Principal": "events.amazonaws.com",
            "SourceArn": attribute(&format!("{resource}Deployed"), "Arn"),
        }),
    );
}

fn of_queue(sheet: &mut Sheet, function: &Function, queue: Queue) {
    let arn = role::queue_arn(sheet, queue);
    let resource = function.resource();
    sheet.resource(
        &format!("{resource}Source"),
        "AWS::Lambda::EventSourceMapping",
        json!({
            "EventSourceArn": arn,
            "FunctionName": reference(&resource),
            "BatchSize": batch(queue),
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": { "MaximumConcurrency": WORKERS },
        }),
    );
}

/// How many messages a function gets at once: many where each is a moment's work, one where it may
/// take as long as the function lives.
fn batch(queue: Queue) -> u32 {
    match queue {
        Queue::Uploads | Queue::MailFeedback => 10,
        Queue::Calendars | Queue::Reminders | Queue::Submissions | Queue::Integrity => 1,
    }
}

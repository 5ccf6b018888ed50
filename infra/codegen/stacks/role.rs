use std::collections::BTreeMap;

use runtime::{Bucket, Function, Need, Queue, Secret, TableAction, Trigger, is_of_bucket};
use serde_json::{Value, json};

use super::{ask, trigger};
use crate::template::{
    Sheet,
    intrinsic::{attribute, is_given, only_if, reference, sub},
    policy::{allow, trust},
    queue_resource, secret_resource,
};

/// Adds the function's own role: what the declaration says, and nothing else.
pub fn add(sheet: &mut Sheet, function: &Function) {
    let resource = function.resource();
    let mut statements = vec![allow(
        &["logs:CreateLogStream", "logs:PutLogEvents"],
        attribute(&format!("{resource}Log"), "Arn"),
    )];
    statements.extend(table(function.needs));
    statements.extend(objects(function.needs));
    statements.extend(function.needs.iter().filter_map(|need| other(sheet, *need)));
    statements.extend(triggered(sheet, function));
    if !function.needs.is_empty() {
        let key = allow(&["kms:Decrypt", "kms:GenerateDataKey"], reference("KmsKeyArn"));
        statements.push(only_if("HasKmsKey", key));
    }
    sheet.resource(
        &format!("{resource}Role"),
        "AWS::IAM::Role",
        json!({
            "AssumeRolePolicyDocument": trust("lambda.amazonaws.com"),
            "Policies": [{
                "PolicyName": "needs",
                "PolicyDocument": { "Version": "2012-10-17", "Statement": statements },
            }],
        }),
    );
}

fn table(needs: &[Need]) -> Option<Value> {
    const TABLE: &str =
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}";
    let mut declared: Vec<TableAction> = needs
        .iter()
        .filter_map(|need| match need {
            Need::Table(action) => Some(*action),
            _ => None,
        })
        .collect();
    declared.sort();
    declared.dedup();
    let actions: Vec<String> =
        declared.iter().map(|action| format!("dynamodb:{}", action.name())).collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let resource = if declared.contains(&TableAction::Query) {
        json!([sub(TABLE), sub(&format!("{TABLE}/index/due"))])
    } else {
        sub(TABLE)
    };
    (!actions.is_empty()).then(|| allow(&actions, resource))
}

/// One statement a bucket for its objects, and one for the bucket itself.
fn objects(needs: &[Need]) -> Vec<Value> {
    let mut by_resource: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (bucket, action) in needs.iter().flat_map(|need| need.object_actions()) {
        let inside = if is_of_bucket(action) { "" } else { "/*" };
        let arn =
            format!("arn:${{AWS::Partition}}:s3:::${{{}}}{inside}", bucket_parameter(*bucket));
        let actions = by_resource.entry(arn).or_default();
        if !actions.contains(action) {
            actions.push(action);
        }
    }
    by_resource.into_iter().map(|(arn, actions)| allow(&actions, sub(&arn))).collect()
}

fn bucket_parameter(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Staging => "StagingBucket",
        Bucket::Vault => "VaultBucket",
        Bucket::Outbox => "OutboxBucket",
        Bucket::Replica => "ReplicaBucket",
    }
}

fn other(sheet: &mut Sheet, need: Need) -> Option<Value> {
    match need {
        Need::Mail => Some(mail(sheet)),
        Need::Secret(secret) => {
            Some(allow(&["secretsmanager:GetSecretValue"], secret_arn(sheet, secret)))
        }
        Need::VaultSurvey => Some(replica_key(sheet)),
        Need::Send(queue) => Some(allow(&["sqs:SendMessage"], queue_arn(sheet, queue))),
        Need::Table(_)
        | Need::StagingPresign
        | Need::StagingRead
        | Need::VaultCopyIn
        | Need::VaultPresignGet
        | Need::VaultRead
        | Need::VaultHold
        | Need::VaultCollect
        | Need::OutboxWrite
        | Need::OutboxPresignGet
        | Need::Deliver => None,
    }
}

fn mail(sheet: &mut Sheet) -> Value {
    const SES: &str = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}";
    ask(sheet, "MailDomain");
    let resources = json!([
        sub(&format!("{SES}:identity/${{MailDomain}}")),
        sub(&format!("{SES}:configuration-set/${{Prefix}}")),
    ]);
    let mut statement = allow(&["ses:SendRawEmail"], resources);
    statement["Condition"] =
        json!({ "StringEquals": { "ses:FromAddress": reference("MailFrom") } });
    statement
}

/// The second copy is sealed with a key of its own region, where the city has one.
fn replica_key(sheet: &mut Sheet) -> Value {
    sheet.parameter("ReplicaKmsKeyArn", json!({ "Type": "String", "Default": "" }));
    sheet.condition("HasReplicaKmsKey", is_given("ReplicaKmsKeyArn"));
    only_if("HasReplicaKmsKey", allow(&["kms:Decrypt"], reference("ReplicaKmsKeyArn")))
}

fn secret_arn(sheet: &mut Sheet, secret: Secret) -> Value {
    let name = secret_resource(secret) + "Arn";
    ask(sheet, &name);
    reference(&name)
}

/// The queue's ARN, as the main stack knows it.
pub fn queue_arn(sheet: &mut Sheet, queue: Queue) -> Value {
    let name = queue_resource(queue) + "Arn";
    ask(sheet, &name);
    reference(&name)
}

/// What the function may do because of what calls it.
fn triggered(sheet: &mut Sheet, function: &Function) -> Option<Value> {
    match function.trigger {
        Trigger::Route(_) => None,
        Trigger::Schedule { .. } => {
            Some(allow(&["sqs:SendMessage"], attribute(&trigger::dead(function), "Arn")))
        }
        Trigger::Queue { queue, .. } => Some(allow(
            &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            queue_arn(sheet, queue),
        )),
    }
}

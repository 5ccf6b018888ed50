//! What a function may do: just what it declares, as its role allows on AWS.

use std::collections::BTreeMap;

use runtime::{Function, Need};
use serde_json::Value;

use super::{
    buckets::{self, OPERATOR},
    service::{Asked, Service},
};
use crate::s3::Authority;

/// The actions of a request, in the words of IAM. S3 finds its own and asks by itself.
pub fn actions(asked: &Asked) -> Vec<String> {
    match asked.service {
        Service::DynamoDb => {
            table_actions(asked).into_iter().map(|a| format!("dynamodb:{a}")).collect()
        }
        Service::Ses => vec![format!("ses:{}", asked.operation)],
        // SendMessageBatch needs the permission of SendMessage.
        Service::Sqs => {
            let operation = asked.operation.strip_suffix("Batch").unwrap_or(&asked.operation);
            vec![format!("sqs:{operation}")]
        }
        Service::SecretsManager => vec![format!("secretsmanager:{}", asked.operation)],
        Service::S3 => Vec::new(),
    }
}

/// A transaction or a batch stands for what its members do.
fn table_actions(asked: &Asked) -> Vec<String> {
    let member = |member: &Value| member.as_object().and_then(|m| m.keys().next().cloned());
    let mut actions: Vec<String> = match asked.operation.as_str() {
        "TransactWriteItems" | "TransactGetItems" => {
            let members = asked.json["TransactItems"].as_array().into_iter().flatten();
            let named = members.filter_map(member).map(|kind| match kind.as_str() {
                "Put" | "Update" | "Delete" | "Get" => format!("{kind}Item"),
                "ConditionCheck" => "ConditionCheckItem".to_owned(),
                other => other.to_owned(),
            });
            named.collect()
        }
        "BatchWriteItem" => {
            let tables = asked.json["RequestItems"].as_object().into_iter().flatten();
            let members = tables.flat_map(|(_, list)| list.as_array().into_iter().flatten());
            let named = members.filter_map(member).map(|kind| kind.replace("Request", "Item"));
            named.collect()
        }
        other => vec![other.to_owned()],
    };
    actions.sort();
    actions.dedup();
    actions
}

/// The first action that the function did not declare.
pub fn refused(function: &Function, asked: &Asked, actions: &[String]) -> Option<String> {
    let declares = |action: &String| function.needs.iter().any(|need| allows(*need, asked, action));
    actions.iter().find(|action| !declares(action)).cloned()
}

fn allows(need: Need, asked: &Asked, action: &str) -> bool {
    match (need, asked.service) {
        (Need::Table(declared), Service::DynamoDb) => {
            action.strip_prefix("dynamodb:") == Some(declared.name())
        }
        (Need::Mail, Service::Ses) => action == "ses:SendRawEmail",
        (Need::Send(queue), Service::Sqs) => {
            action == "sqs:SendMessage" && ends_with(&asked.json["QueueUrl"], queue.name())
        }
        (Need::Secret(secret), Service::SecretsManager) => {
            action == "secretsmanager:GetSecretValue"
                && ends_with(&asked.json["SecretId"], secret.name())
        }
        _ => false,
    }
}

fn ends_with(path: &Value, name: &str) -> bool {
    path.as_str().and_then(|path| path.rsplit('/').next()) == Some(name)
}

/// What S3 asks before each operation, and again when a browser uses a signed address.
pub fn over_buckets(functions: BTreeMap<&'static str, &'static Function>) -> Authority {
    std::sync::Arc::new(move |access_key, action, bucket| {
        if access_key == OPERATOR {
            return true;
        }
        let function = buckets::function_of(access_key).and_then(|name| functions.get(name));
        let needs = function.map_or(&[][..], |function| function.needs);
        let declared = needs.iter().flat_map(|need| need.object_actions());
        declared.into_iter().any(|(of, allowed)| buckets::name(*of) == bucket && *allowed == action)
    })
}

use runtime::{Queue, Secret};
use serde_json::{Map, Value, json};

use super::{
    Sheet,
    intrinsic::{attribute, reference, sub},
    queues,
    replica::replica_bucket,
    secrets,
};
use crate::{Unwritable, stacks};

/// Adds the stack of every area, with what it asks for.
pub fn add(sheet: &mut Sheet) -> Result<(), Unwritable> {
    for (area, stack) in stacks::stacks()? {
        let mut given = Map::new();
        for name in stack["Parameters"].as_object().into_iter().flat_map(Map::keys) {
            let value = value(name)
                .ok_or_else(|| Unwritable(format!("the stack of {area} asks for {name}")))?;
            given.insert(name.clone(), value);
        }
        let resource = stacks::camel(&area) + "Area";
        sheet.resource(
            &resource,
            "AWS::CloudFormation::Stack",
            json!({
                "TemplateURL": format!("stacks/{area}.yaml"),
                "Parameters": given,
            }),
        );
    }
    Ok(())
}

/// What the main stack knows under a name that areas ask for.
fn value(name: &str) -> Option<Value> {
    let value = match name {
        "Prefix" | "ArtefactBucket" | "ArtefactKey" | "LogDays" | "KmsKeyArn" | "TokenKeys"
        | "ReceiptKeys" | "ReplicaRegion" | "ReplicaKmsKeyArn" | "DeliveryUrl" | "MailFrom"
        | "MailDomain" | "Table" => reference(name),
        "ApiId" => reference("Api"),
        "Deployment" => reference("AWS::StackId"),
        "AlarmTopic" => reference("Alarms"),
        "StagingBucket" => reference("Staging"),
        "VaultBucket" => reference("Vault"),
        "OutboxBucket" => reference("Outbox"),
        "ReplicaBucket" => replica_bucket(),
        "Queues" => {
            sub("https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Prefix}-")
        }
        "Secrets" => sub("${Prefix}/"),
        "PublicOrigin" => sub("https://${PublicDomain}"),
        "ViewerHeader" => json!("x-viewer-address"),
        "OriginKeys" => reference("OriginKeyDigests"),
        _ => return arn(name),
    };
    Some(value)
}

fn arn(name: &str) -> Option<Value> {
    let resource = name.strip_suffix("Arn")?;
    if Queue::ALL.into_iter().any(|queue| queues::logical(queue) == resource) {
        return Some(attribute(resource, "Arn"));
    }
    let is_secret = Secret::ALL.into_iter().any(|secret| secrets::logical(secret) == resource);
    is_secret.then(|| reference(resource))
}

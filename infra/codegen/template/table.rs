use portfolio::integrity::RECOVERY_DAYS;
use serde_json::{Value, json};

use super::{
    Sheet,
    intrinsic::{either, reference, sub},
};

/// Adds the table.
pub fn add(sheet: &mut Sheet) {
    let attribute = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });
    let attributes: Vec<Value> = ["pk", "sk", "due", "due_at"].map(attribute).into();
    let key = |name: &str, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
    let own_key = json!({
        "SSEEnabled": true,
        "SSEType": "KMS",
        "KMSMasterKeyId": reference("KmsKeyArn"),
    });
    sheet.lasting(
        "Table",
        "AWS::DynamoDB::Table",
        json!({
            "TableName": sub("${Prefix}"),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": attributes,
            "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
            // Sparse: only what is due somewhere is in it.
            "GlobalSecondaryIndexes": [{
                "IndexName": "due",
                "KeySchema": [key("due", "HASH"), key("due_at", "RANGE")],
                "Projection": { "ProjectionType": "KEYS_ONLY" },
            }],
            "TimeToLiveSpecification": { "AttributeName": "ttl", "Enabled": true },
            "PointInTimeRecoverySpecification": {
                "PointInTimeRecoveryEnabled": true,
                "RecoveryPeriodInDays": RECOVERY_DAYS,
            },
            "DeletionProtectionEnabled": true,
            "SSESpecification": either("HasKmsKey", own_key, json!({ "SSEEnabled": false })),
        }),
    );
}

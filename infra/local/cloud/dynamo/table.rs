use dynoxide::{Database, DynoxideError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The one table.
pub const TABLE: &str = "portfolio";

/// Makes the table as the template describes it: items by `pk` and `sk`, an index of what is due,
/// and items that expire by `ttl`.
pub fn create(database: &Database) -> Result<(), DynoxideError> {
    match database.create_table(read(description())?) {
        Ok(_) => {}
        // One that was made before deletion was forbidden.
        Err(DynoxideError::ResourceInUseException(_)) => {
            let protected = json!({ "TableName": TABLE, "DeletionProtectionEnabled": true });
            database.update_table(read(protected)?)?;
        }
        Err(error) => return Err(error),
    }
    let described = database.describe_time_to_live(read(json!({ "TableName": TABLE }))?)?;
    if serde_json::to_string(&described).is_ok_and(|text| text.contains("\"ENABLED\"")) {
        return Ok(());
    }
    let expiry = json!({
        "TableName": TABLE,
        "TimeToLiveSpecification": { "AttributeName": "ttl", "Enabled": true },
    });
    database.update_time_to_live(read(expiry)?).map(|_| ())
}

fn description() -> Value {
    let text = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });
    let key = |name: &str, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
    json!({
        "TableName": TABLE,
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": true,
        "AttributeDefinitions": [text("pk"), text("sk"), text("due"), text("due_at")],
        "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
        "GlobalSecondaryIndexes": [{
            "IndexName": "due",
            "KeySchema": [key("due", "HASH"), key("due_at", "RANGE")],
            "Projection": { "ProjectionType": "KEYS_ONLY" },
        }],
    })
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, DynoxideError> {
    serde_json::from_value(request)
        .map_err(|error| DynoxideError::SerializationException(error.to_string()))
}

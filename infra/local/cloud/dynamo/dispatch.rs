use dynoxide::{Database, DynoxideError};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::TABLE;

/// What an operation answers, and the capacity units it consumes, as the engine counts them.
pub struct Done {
    /// The answer's JSON.
    pub text: String,
    /// Read units of an operation that reads, write units of one that writes.
    pub units: f64,
}

/// Runs one operation of the JSON protocol.
pub fn run(database: &Database, operation: &str, body: &[u8]) -> Result<Done, DynoxideError> {
    match operation {
        "GetItem" => call(body, |request| database.get_item(request)),
        "BatchGetItem" => call(body, |request| database.batch_get_item(request)),
        "Query" => call(body, |request| database.query(request)),
        "Scan" => call(body, |request| database.scan(request)),
        "PutItem" => call(body, |request| database.put_item(request)),
        "UpdateItem" => call(body, |request| database.update_item(request)),
        "DeleteItem" => call(body, |request| database.delete_item(request)),
        "BatchWriteItem" => call(body, |request| database.batch_write_item(request)),
        "TransactWriteItems" => call(body, |request| database.transact_write_items(request)),
        "TransactGetItems" => call(body, |request| database.transact_get_items(request)),
        "DescribeTable" => call(body, |request| database.describe_table(request)),
        "DescribeTimeToLive" => call(body, |request| database.describe_time_to_live(request)),
        "UpdateTimeToLive" => call(body, |request| database.update_time_to_live(request)),
        "UpdateTable" => call(body, |request| database.update_table(request)),
        other => Err(DynoxideError::ValidationException(format!("{other} is not served here"))),
    }
}

/// Every item of the table, as the protocol writes it.
pub fn items(database: &Database) -> Result<Vec<Value>, DynoxideError> {
    let wrong = |error: serde_json::Error| DynoxideError::SerializationException(error.to_string());
    let mut items = Vec::new();
    let mut request = json!({ "TableName": TABLE, "ConsistentRead": true });
    loop {
        let page = database.scan(serde_json::from_value(request.clone()).map_err(wrong)?)?;
        let mut page = serde_json::to_value(page).map_err(wrong)?;
        items.append(page["Items"].as_array_mut().unwrap_or(&mut Vec::new()));
        match page["LastEvaluatedKey"].take() {
            Value::Null => return Ok(items),
            last => request["ExclusiveStartKey"] = last,
        }
    }
}

fn call<Q: DeserializeOwned, A: Serialize>(
    body: &[u8],
    run: impl FnOnce(Q) -> Result<A, DynoxideError>,
) -> Result<Done, DynoxideError> {
    let wrong = |error: serde_json::Error| DynoxideError::SerializationException(error.to_string());
    let mut request: Value = serde_json::from_slice(body).map_err(wrong)?;
    if let Some(fields) = request.as_object_mut() {
        fields.insert("ReturnConsumedCapacity".to_owned(), "TOTAL".into());
    }
    let request = serde_json::from_value(request).map_err(wrong)?;
    let mut answer = serde_json::to_value(run(request)?).map_err(wrong)?;
    // Nobody asked for it: it is ours to count.
    let consumed = answer.as_object_mut().and_then(|fields| fields.remove("ConsumedCapacity"));
    Ok(Done { text: answer.to_string(), units: consumed.as_ref().map_or(0.0, units) })
}

/// Of one table, or of several.
fn units(consumed: &Value) -> f64 {
    match consumed {
        Value::Array(tables) => tables.iter().map(units).sum(),
        table => table["CapacityUnits"].as_f64().unwrap_or_default(),
    }
}

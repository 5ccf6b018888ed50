use dynoxide::{Database, DynoxideError};
use serde::{Serialize, de::DeserializeOwned};

/// Runs one operation of the JSON protocol.
pub fn run(database: &Database, operation: &str, body: &[u8]) -> Result<String, DynoxideError> {
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
        other => Err(DynoxideError::ValidationException(format!("{other} is not served here"))),
    }
}

fn call<Q: DeserializeOwned, A: Serialize>(
    body: &[u8],
    run: impl FnOnce(Q) -> Result<A, DynoxideError>,
) -> Result<String, DynoxideError> {
    let wrong = |error: serde_json::Error| DynoxideError::SerializationException(error.to_string());
    let request = serde_json::from_slice(body).map_err(wrong)?;
    serde_json::to_string(&run(request)?).map_err(wrong)
}

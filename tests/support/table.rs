use std::collections::BTreeMap;

use bytes::Bytes;
use local::cloud::TABLE;
use serde_json::{Value, json};
use store::Key;

use super::World;

/// The most writes of one BatchWriteItem.
const BATCH: usize = 25;
/// What counts failed sign-ins; a refusal is meant to change it.
const LOCKS: &str = "LCK#";

/// Every item of the table, by its key, as it stood at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Table(BTreeMap<(String, String), Value>);

impl Table {
    /// Every item, with its partition and its place in it.
    pub fn items(&self) -> impl Iterator<Item = (&(String, String), &Value)> {
        self.0.iter()
    }

    /// Reads all of it.
    pub async fn read(world: &World) -> Self {
        let items = world.cloud().dynamo.items().await.expect("the table");
        let text =
            |item: &Value, name: &str| item[name]["S"].as_str().unwrap_or_default().to_owned();
        Self(items.into_iter().map(|item| ((text(&item, "pk"), text(&item, "sk")), item)).collect())
    }

    /// Loses an item, as nothing of the system ever would.
    pub async fn lose(world: &World, key: &Key) {
        let key = json!({ "pk": { "S": key.pk }, "sk": { "S": key.sk } });
        call(world, "DeleteItem", &json!({ "TableName": TABLE, "Key": key })).await;
    }

    /// This one item of it.
    pub fn only(&self, key: &Key) -> Self {
        let at = (key.pk.clone(), key.sk.clone());
        Self(self.0.get(&at).map(|item| (at, item.clone())).into_iter().collect())
    }

    /// Puts what it has, and leaves everything else.
    pub async fn put(&self, world: &World) {
        self.restore_over(world, &Self(BTreeMap::new())).await;
    }

    /// Puts everything back as it stood.
    pub async fn restore(&self, world: &World) {
        self.restore_over(world, &Self::read(world).await).await;
    }

    /// The same, where it is known how the table stands now.
    pub async fn restore_over(&self, world: &World, now: &Self) {
        let key = |(pk, sk): &(String, String)| json!({ "pk": { "S": pk }, "sk": { "S": sk } });
        let put = |item: &Value| json!({ "PutRequest": { "Item": item } });
        let gone = now.0.keys().filter(|at| !self.0.contains_key(*at));
        let changed = self.0.iter().filter(|(at, item)| now.0.get(*at) != Some(*item));
        let deletions = gone.map(|at| json!({ "DeleteRequest": { "Key": key(at) } }));
        let writes: Vec<Value> = deletions.chain(changed.map(|(_, item)| put(item))).collect();
        for batch in writes.chunks(BATCH) {
            let request = json!({ "RequestItems": { TABLE: batch } });
            let answer = call(world, "BatchWriteItem", &request).await;
            assert_eq!(answer["UnprocessedItems"], json!({}), "the table is not restored");
        }
    }

    /// The keys at which it differs from another, the counts of failed sign-ins apart.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let keys = self.0.keys().chain(other.0.keys().filter(|at| !self.0.contains_key(*at)));
        let differs = |at: &&(String, String)| {
            !at.0.starts_with(LOCKS) && self.0.get(*at) != other.0.get(*at)
        };
        keys.filter(differs).map(|(pk, sk)| format!("{pk} / {sk}")).collect()
    }
}

async fn call(world: &World, operation: &str, request: &Value) -> Value {
    let body = Bytes::from(request.to_string());
    let (answer, _) = world.cloud().dynamo.answer(operation, &body, "stage").await;
    let status = answer.status();
    let body = answer.into_body();
    assert!(status.is_success(), "{operation}: {}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).expect("JSON")
}

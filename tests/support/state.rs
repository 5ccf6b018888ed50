use std::collections::BTreeMap;

use local::cloud::{OUTBOX, REPLICA, STAGING, VAULT};
use runtime::Queue;
use serde_json::{Value, json};

use super::{Table, World};

/// What stands for something that is there no more.
const GONE: &Value = &Value::Null;

/// Everything that the cloud keeps, by name: items as `item <pk> <sk>`, versions as
/// `object <bucket> <key> <version>`, uploads in parts, messages and letters.
#[derive(Debug, Clone, PartialEq)]
pub struct State(BTreeMap<String, Value>);

impl State {
    /// What it keeps now.
    pub async fn of(world: &World) -> Self {
        Self::with(world, &Table::read(world).await).await
    }

    /// What it keeps now, and in this table.
    pub async fn with(world: &World, table: &Table) -> Self {
        world.cloud().s3.replicated().await;
        let mut all = BTreeMap::new();
        for ((pk, sk), item) in table.items() {
            all.insert(format!("item {pk} {sk}"), item.clone());
        }
        for bucket in [STAGING, VAULT, REPLICA, OUTBOX] {
            for version in world.cloud().s3.versions(bucket) {
                let name = format!("object {bucket} {} {}", version.key, version.version_id);
                let object = json!({
                    "size": version.size,
                    "sha256": version.sha256,
                    "hold": version.hold,
                    "delete_marker": version.delete_marker,
                    "at": version.at,
                });
                all.insert(name, object);
            }
            for upload in world.cloud().s3.uploads(bucket) {
                let name = format!("upload {bucket} {} {}", upload.key, upload.upload_id);
                all.insert(name, json!({ "parts": upload.parts, "at": upload.at }));
            }
        }
        for queue in Queue::ALL {
            for message in world.cloud().queues.waiting(queue) {
                all.insert(format!("message {} {}", queue.name(), message.id), message.body.into());
            }
            for message in world.cloud().queues.dead(queue) {
                all.insert(format!("dead {} {}", queue.name(), message.id), message.body.into());
            }
        }
        for (n, letter) in world.mailbox().into_iter().enumerate() {
            all.insert(format!("letter {n}"), json!(letter));
        }
        Self(all)
    }

    /// Everything, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter()
    }

    /// What was otherwise before, as it is now, by name; null where it is there no more.
    pub fn since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        let changed = self.0.iter().filter(|(name, value)| before.0.get(*name) != Some(*value));
        let gone = before.0.keys().filter(|name| !self.0.contains_key(*name));
        changed.chain(gone.map(|name| (name, GONE)))
    }

    /// The names of what is there no more, new or another than before.
    pub fn changed(&self, now: &Self) -> Vec<String> {
        let names = self.0.keys().chain(now.0.keys());
        let differs = |name: &&String| self.0.get(*name) != now.0.get(*name);
        let mut changed: Vec<String> = names.filter(differs).cloned().collect();
        changed.sort();
        changed.dedup();
        changed
    }
}

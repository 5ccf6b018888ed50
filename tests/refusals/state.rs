use std::collections::BTreeMap;

use local::cloud::{OUTBOX, REPLICA, STAGING, VAULT};
use portfolio::central_submissions::canonical_json;
use runtime::Queue;

use crate::support::{Table, World};

/// Everything that the cloud keeps, by name: items as `item <pk> <sk>`, versions as
/// `object <bucket> <key> <version>`, uploads in parts, messages and letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(BTreeMap<String, String>);

impl State {
    /// What it keeps now.
    pub async fn of(world: &World) -> Self {
        world.cloud().s3.replicated().await;
        let mut all = BTreeMap::new();
        for item in Table::read(world).await.items() {
            let name = |key: &str| item[key]["S"].as_str().unwrap_or_default().to_owned();
            all.insert(format!("item {} {}", name("pk"), name("sk")), canonical_json(item));
        }
        for bucket in [STAGING, VAULT, REPLICA, OUTBOX] {
            for version in world.cloud().s3.versions(bucket) {
                let name = format!("object {bucket} {} {}", version.key, version.version_id);
                all.insert(name, format!("{version:?}"));
            }
            for upload in world.cloud().s3.uploads(bucket) {
                let name = format!("upload {bucket} {} {}", upload.key, upload.upload_id);
                all.insert(name, format!("{upload:?}"));
            }
        }
        for queue in Queue::ALL {
            for message in world.cloud().queues.waiting(queue) {
                all.insert(format!("message {} {}", queue.name(), message.id), message.body);
            }
        }
        for (n, letter) in world.mailbox().into_iter().enumerate() {
            all.insert(format!("letter {n}"), format!("{letter:?}"));
        }
        Self(all)
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

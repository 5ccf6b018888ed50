use std::collections::BTreeSet;

use local::cloud::{STAGING, VAULT};
use portfolio::{AccountId, files::FileState};
use serde_json::Value;
use store::{
    items::{COLLECTED_AFTER, StoredFile},
    objects::object_key,
};

use crate::{files::adds_up::files_add_up, simulation::sim::Sim, support::World};

/// What was stored and given up lies in the vault for thirty days more.
pub fn tombstones_rest(world: &World, rows: &[StoredFile]) {
    let kept: BTreeSet<String> =
        world.cloud().s3.versions(VAULT).into_iter().map(|version| version.key).collect();
    for row in rows.iter().filter(|row| row.state.is_tombstone() && row.accepted_at.is_some()) {
        let ended = row.ended_at.expect("a tombstone says when it ended");
        let rests = world.clock.now().duration_since(ended) < COLLECTED_AFTER;
        let there = kept.contains(&object_key(row.file));
        assert!(!rests || there, "collection: {} went before its time", row.file);
    }
}

/// I4: after the last collection the vault holds what is stored, and staging is empty.
pub async fn nothing_is_left_over(sim: &Sim) {
    let world = sim.world();
    let mut wanted = BTreeSet::new();
    for owner in owners_of_files(&world).await {
        let rows = files_add_up(&world, owner).await;
        let stored = rows.iter().filter(|row| row.state == FileState::Stored);
        wanted.extend(stored.map(|row| object_key(row.file)));
    }
    let kept: BTreeSet<String> =
        world.cloud().s3.versions(VAULT).into_iter().map(|version| version.key).collect();
    assert_eq!(kept, wanted, "I4: the vault holds what is stored");
    assert_eq!(world.cloud().s3.versions(STAGING), [], "I4: staging is empty");
}

/// Whoever has files, and whoever has had some.
async fn owners_of_files(world: &World) -> BTreeSet<AccountId> {
    let items = world.cloud().dynamo.items().await.expect("the table");
    let quotas = items.iter().filter(|item| item["sk"]["S"] == "QUOTA");
    let owner = |item: &Value| item["account"]["S"].as_str()?.parse().ok();
    quotas.filter_map(owner).collect()
}

use local::cloud::VAULT;

use super::scenario::played;
use crate::{
    integrity::night::{next_night, place, stored},
    support::World,
};

/// What is destroyed is in the report of the next night.
pub fn a_version_is_destroyed() -> Result<(), String> {
    found_after("vault_missing", |world, key, version| {
        world.cloud().s3.destroy_version(VAULT, key, version)
    })
}

/// So is a byte that changed without a word.
pub fn a_byte_flips() -> Result<(), String> {
    found_after("bytes_differ", |world, key, version| world.cloud().s3.corrupt(VAULT, key, version))
}

fn found_after(kind: &str, cause: impl FnOnce(&World, &str, &str) -> bool) -> Result<(), String> {
    played(async |world| {
        let owner = world.student("student-1").await;
        let file = stored(world, &owner, 1).await;
        let (key, version) = place(&file);
        assert!(cause(world, &key, &version), "there is nothing to lose");
        let found = next_night(world).await.differences();
        found.contains_key(kind).then_some(()).ok_or(format!("the night found {found:?}"))
    })
}

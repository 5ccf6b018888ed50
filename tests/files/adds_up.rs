use std::collections::BTreeMap;

use local::cloud::{REPLICA, STAGING, VAULT};
use portfolio::{AccountId, files::FileState};
use sha2::{Digest, Sha256};
use store::{items::StoredFile, objects::object_key};

use super::stood::{account, quota_of};
use crate::support::{Actor, World};

/// That the owner's files add up: the quota is what the rows say, each stored row has its bytes, and
/// all bytes have a row (I1, I2, I3; I5, since nothing else moves the quota).
pub async fn adds_up(world: &World, owner: &Actor<'_>) {
    let rows = files_add_up(world, account(owner)).await;
    let shown = owner.get("/api/account").await.expect(200);
    let sum = |state: fn(FileState) -> bool| -> u64 {
        rows.iter().filter(|row| state(row.state)).map(|row| row.charged).sum()
    };
    assert_eq!(shown["quota"]["used_bytes"], sum(|state| state == FileState::Stored));
    assert_eq!(shown["quota"]["pending_bytes"], sum(FileState::is_pending));
}

/// The same without asking the API. Answers the rows.
pub async fn files_add_up(world: &World, owner: AccountId) -> Vec<StoredFile> {
    world.cloud().s3.replicated().await;
    let rows = rows(world, owner).await;
    charges_are_the_rows(world, owner, &rows).await;
    stored_rows_have_their_bytes(world, &rows);
    bytes_have_their_rows(world, owner, &rows);
    rows
}

/// That after the collection nothing is left over: the vault's versions are the stored rows, and
/// staging is empty (I4).
pub async fn nothing_is_left_over(world: &World, owner: &Actor<'_>) {
    adds_up(world, owner).await;
    let rows = rows(world, account(owner)).await;
    let stored = rows.iter().filter(|row| row.state == FileState::Stored);
    let mut wanted: Vec<String> = stored.map(|row| object_key(row.file)).collect();
    let mut kept: Vec<String> =
        world.cloud().s3.versions(VAULT).into_iter().map(|version| version.key).collect();
    wanted.sort();
    kept.sort();
    assert_eq!(kept, wanted, "the vault holds what is stored");
    assert_eq!(world.cloud().s3.versions(STAGING), [], "staging is empty");
}

async fn rows(world: &World, owner: AccountId) -> Vec<StoredFile> {
    let partition = StoredFile::partition(owner);
    let found = world.cloud().table().partition(&partition, "").await.expect("the table");
    found.all("").expect("rows")
}

async fn charges_are_the_rows(world: &World, owner: AccountId, rows: &[StoredFile]) {
    let quota = quota_of(world, owner).await;
    let pending = rows.iter().filter(|row| row.state.is_pending());
    let held: BTreeMap<String, u64> =
        pending.map(|row| (row.file.upload.to_string(), row.charged)).collect();
    let entries: BTreeMap<String, u64> =
        quota.pending.iter().map(|(upload, held)| (upload.clone(), held.bytes)).collect();
    assert_eq!(entries, held, "I1: the pending entries are the rows under way");
    let stored = rows.iter().filter(|row| row.state == FileState::Stored);
    let taken = stored.map(|row| row.charged).sum::<u64>() + held.values().sum::<u64>();
    assert_eq!(quota.free + taken, quota.limit, "I1: free + pending + stored = limit");
    for row in rows {
        assert!(row.charged == row.size || !row.purpose.is_charged(), "{}", row.file);
    }
}

fn stored_rows_have_their_bytes(world: &World, rows: &[StoredFile]) {
    for row in rows.iter().filter(|row| row.state == FileState::Stored) {
        let key = object_key(row.file);
        assert!(row.vault_version.is_some() && row.receipt.is_some(), "{key}");
        for bucket in [VAULT, REPLICA] {
            let bytes = world.cloud().s3.read(bucket, &key, row.vault_version.as_deref());
            let bytes = bytes.unwrap_or_else(|| panic!("I2: {bucket} lost {key}"));
            assert_eq!(bytes.len() as u64, row.size, "I2: {bucket} {key}");
            assert_eq!(hex::encode(Sha256::digest(&bytes)), row.sha256, "I2: {bucket} {key}");
        }
    }
}

fn bytes_have_their_rows(world: &World, owner: AccountId, rows: &[StoredFile]) {
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    let own = format!("{owner}/");
    for version in world.cloud().s3.versions(VAULT) {
        if version.key.starts_with(&own) {
            *versions.entry(version.key).or_default() += 1;
        }
    }
    for (key, count) in versions {
        let row = rows.iter().find(|row| object_key(row.file) == key);
        let row = row.unwrap_or_else(|| panic!("I3: {key} has no row"));
        assert!(row.state != FileState::Reserved, "I3: {key} came before its promotion");
        assert_eq!(count, 1, "I3: {key} was written once");
    }
}

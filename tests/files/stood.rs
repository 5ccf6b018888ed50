//! How things stand, and how a test brings them to stand so.

use jiff::SignedDuration;
use local::cloud::{Fault, Service, VAULT};
use portfolio::{AccountId, FileId, files::FileState};
use runtime::Queue;
use store::{
    Write,
    items::{QuotaItem, StoredFile},
    objects::object_key,
};

use super::brought::{Brought, confirm};
use crate::support::{Actor, World};

/// The account of somebody who is signed in.
pub fn account(owner: &Actor<'_>) -> AccountId {
    owner.id.parse().expect("an account's id")
}

/// The row of a file.
pub async fn row(world: &World, file: &str) -> StoredFile {
    let file: FileId = file.parse().expect("a file's id");
    world.cloud().table().get(&StoredFile::at(file)).await.expect("the table").expect("a row")
}

/// Where a file stands.
pub async fn state(world: &World, file: &str) -> FileState {
    row(world, file).await.state
}

/// The space of an owner.
pub async fn quota(world: &World, owner: &Actor<'_>) -> QuotaItem {
    quota_of(world, account(owner)).await
}

/// The same by the account.
pub async fn quota_of(world: &World, owner: AccountId) -> QuotaItem {
    let key = QuotaItem::at(owner);
    world.cloud().table().get(&key).await.expect("the table").expect("a quota")
}

/// Gives an owner, who has no files yet, another limit.
pub async fn limit_to(world: &World, owner: &Actor<'_>, bytes: usize) {
    let limit = bytes as u64;
    let quota =
        QuotaItem { account: account(owner), free: limit, limit, pending: Default::default() };
    let write = Write::put("quota", &quota).expect("an item");
    world.cloud().table().write(write).await.expect("the table");
}

/// What the vault holds of a file, by the names of the versions.
pub fn in_vault(world: &World, file: &str) -> Vec<String> {
    let key = object_key(file.parse().expect("a file's id"));
    let versions = world.cloud().s3.versions(VAULT).into_iter();
    versions.filter(|version| version.key == key).map(|version| version.version_id).collect()
}

/// The events of the bucket never arrive.
pub fn lose_events(world: &World) {
    let queues = &world.cloud().queues;
    for waiting in queues.waiting(Queue::Uploads) {
        queues.done(Queue::Uploads, &waiting.id).expect("the queue");
    }
}

/// A file whose promotion stopped after its first step.
pub async fn stopped(world: &World, owner: &Actor<'_>, brought: &Brought) -> String {
    let file = brought.send(world, owner).await;
    lose_events(world);
    world.cloud().faults.inject(|call| {
        let copies = call.service == Service::S3 && call.operation == "PUT copy";
        copies.then_some(Fault::FailBefore)
    });
    confirm(owner, &file).await.refused(503, "unavailable");
    world.cloud().faults.clear();
    assert_eq!(state(world, &file).await, FileState::Promoting);
    file
}

/// What staging held is over.
pub async fn empty_staging(world: &World) {
    world.clock.advance(SignedDuration::from_hours(25));
    world.cloud().sweep().await.expect("what is over is forgotten");
}

/// Runs the sweep, on the clock that stands.
pub async fn sweep(world: &World) {
    world.tick("2026-11-23T11:15:00+08:00").await;
}

/// Runs the sweep and the collection, on the clock that stands.
pub async fn collect(world: &World) {
    world.tick("2026-11-24T03:30:00+08:00").await;
}

//! Promotions that stopped half-way: resumed, or declared lost when nothing is left anywhere.

use bytes::Bytes;
use futures::future::join;
use jiff::SignedDuration;
use local::cloud::{STAGING, VAULT};
use portfolio::files::FileState;
use store::objects::object_key;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{empty_staging, lose_events, quota, state, stopped, sweep},
};
use crate::support::{Held, World, items::text};

/// What staging holds of everybody is gone at once.
fn lose_staging(world: &World) {
    for version in world.cloud().s3.versions(STAGING) {
        assert!(world.cloud().s3.destroy_version(STAGING, &version.key, &version.version_id));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sweep_resumes_what_stopped() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stopped(&world, &student, &Brought::pdf(1)).await;
    adds_up(&world, &student).await;
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Promoting, "somebody may be at it");
    world.clock.advance(SignedDuration::from_mins(5));
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_client_resumes_it_too() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stopped(&world, &student, &Brought::pdf(1)).await;
    confirm(&student, &file).await.expect(200);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_in_the_vault_is_stored_though_staging_is_empty() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let file = stopped(&world, &student, &brought).await;
    // The copy was made, and whoever made it stopped before it was written down.
    let key = object_key(file.parse().expect("a file's id"));
    let put = world.cloud().objects().put_object().bucket(VAULT).key(&key);
    let put = put.checksum_algorithm(aws_sdk_s3::types::ChecksumAlgorithm::Sha256);
    put.body(Bytes::from(brought.bytes.clone()).into()).send().await.expect("a copy");
    empty_staging(&world).await;
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_lost_only_when_both_are_empty_and_the_lease_is_over() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let reserved = brought.reserve(&student).await.expect(201);
    world.clock.advance(SignedDuration::from_mins(50));
    // Begun when the reservation is nearly over: the lease goes past its end.
    let file = stopped(&world, &student, &brought).await;
    assert_eq!(file, text(&reserved, "file_id"));
    lose_staging(&world);
    confirm(&student, &file).await.refused(409, "file.not_uploaded");
    world.clock.advance(SignedDuration::from_secs(5 * 60 - 1));
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Promoting);
    adds_up(&world, &student).await;
    world.clock.advance(SignedDuration::from_secs(1));
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Lost);
    assert_eq!(quota(&world, &student).await.free, quota(&world, &student).await.limit);
    confirm(&student, &file).await.refused(409, "upload.expired");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_cannot_be_settled_holds_up_no_other() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    // Somebody wrote other bytes into the vault: nobody may decide about these but a person.
    let broken = stopped(&world, &student, &Brought::pdf(1)).await;
    let key = object_key(broken.parse().expect("a file's id"));
    let put = world.cloud().objects().put_object().bucket(VAULT).key(&key);
    put.body(Bytes::from_static(b"other bytes").into()).send().await.expect("a version");
    let mut others = Vec::new();
    for number in 2..7 {
        others.push(Brought::pdf(number).reserve(&student).await.expect(201));
    }
    world.clock.advance(SignedDuration::from_mins(60));
    let at = "2026-11-23T11:15:00+08:00".parse().expect("a moment");
    assert_eq!(world.system.scheduler().tick(at).await, ["files.sweep"]);
    for reserved in others {
        assert_eq!(state(&world, &text(&reserved, "file_id")).await, FileState::Expired);
    }
    assert_eq!(state(&world, &broken).await, FileState::Promoting);
    confirm(&student, &broken).await.refused(503, "unavailable");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_was_given_up_meanwhile_does_not_come_back() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    lose_events(&world);
    let held = Held::before(&world, "files.confirm", "TransactWriteItems");
    let given_up = async {
        assert_eq!(state(&world, &file).await, FileState::Promoting);
        delete(&student, &file).await.expect(204);
    };
    let (confirmed, ()) = join(confirm(&student, &file), held.meanwhile(given_up)).await;
    confirmed.refused(409, "upload.expired");
    assert_eq!(state(&world, &file).await, FileState::Deleted);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_store_it_the_first_gives_the_receipt() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    let held = Held::before(&world, "files.confirm", "TransactWriteItems");
    let by_event = async {
        world.clock.advance(SignedDuration::from_secs(7));
        world.drain().await;
        assert_eq!(state(&world, &file).await, FileState::Stored);
    };
    let first = world.clock.now() + SignedDuration::from_secs(7);
    let (confirmed, ()) = join(confirm(&student, &file), held.meanwhile(by_event)).await;
    let accepted: jiff::Timestamp =
        text(&confirmed.expect(200)["receipt"], "accepted_at").parse().expect("a moment");
    assert_eq!(accepted, first);
    adds_up(&world, &student).await;
}

//! An upload that its owner cancels, wherever it is on its way.

use bytes::Bytes;
use jiff::SignedDuration;
use local::cloud::{STAGING, VAULT};
use portfolio::files::FileState;
use store::objects::object_key;

use super::{
    adds_up::{adds_up, nothing_is_left_over},
    brought::{Brought, confirm, delete},
    stood::{collect, empty_staging, lose_events, quota, state, stopped, sweep},
};
use crate::support::{Held, World, items::text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_upload_gives_its_space_back_at_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let free = quota(&world, &student).await.free;
    let brought = Brought::pdf(1);
    let reserved = brought.reserve(&student).await.expect(201);
    let file = text(&reserved, "file_id");
    assert_eq!(quota(&world, &student).await.free, free - 64);
    for _ in 0..3 {
        delete(&student, &file).await.expect(204);
        assert_eq!(quota(&world, &student).await.free, free);
    }
    confirm(&student, &file).await.refused(409, "upload.expired");
    adds_up(&world, &student).await;

    // The address is alive still. What it brings harms nobody, and goes after a day.
    brought.put(&world, &reserved).await.expect(200);
    world.drain().await;
    assert_eq!(state(&world, &file).await, FileState::Deleted);
    assert_eq!(world.cloud().s3.versions(STAGING).len(), 1);
    adds_up(&world, &student).await;
    empty_staging(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_lands_after_the_cancellation_is_collected() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let free = quota(&world, &student).await.free;
    let brought = Brought::pdf(1);
    let file = stopped(&world, &student, &brought).await;
    delete(&student, &file).await.expect(204);
    assert_eq!(quota(&world, &student).await.free, free);
    let key = object_key(file.parse().expect("a file's id"));
    let copy = world.cloud().objects().put_object().bucket(VAULT).key(&key);
    copy.body(Bytes::from(brought.bytes).into()).send().await.expect("a slow copy");
    confirm(&student, &file).await.refused(409, "upload.expired");
    empty_staging(&world).await;
    sweep(&world).await;
    adds_up(&world, &student).await;
    assert_eq!(world.cloud().s3.versions(VAULT).len(), 1);
    world.clock.advance(SignedDuration::from_hours(30 * 24));
    collect(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancellation_that_comes_before_the_last_step_stands() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let free = quota(&world, &student).await.free;
    let file = Brought::pdf(1).send(&world, &student).await;
    lose_events(&world);
    let held = Held::before(&world, "files.confirm", "TransactWriteItems");
    let cancels = held.meanwhile(async {
        delete(&student, &file).await.expect(204);
    });
    let (confirmed, ()) = tokio::join!(confirm(&student, &file), cancels);
    confirmed.refused(409, "upload.expired");
    assert_eq!(state(&world, &file).await, FileState::Deleted);
    assert_eq!(quota(&world, &student).await.free, free);
    adds_up(&world, &student).await;
}

//! 回收檔案: bytes go thirty days after their file, version by version, and never past a hold.

use bytes::Bytes;
use jiff::SignedDuration;
use local::cloud::{Fault, VAULT};
use portfolio::files::FileState;
use store::objects::object_key;

use super::{
    adds_up::{adds_up, nothing_is_left_over},
    brought::{Brought, delete},
    stood::{collect, empty_staging, in_vault, row, state},
};
use crate::support::World;

const THIRTY_DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

async fn hold(world: &World, file: &str, on: bool) {
    use aws_sdk_s3::types::{ObjectLockLegalHold, ObjectLockLegalHoldStatus as Status};
    let status = if on { Status::On } else { Status::Off };
    let put = world.cloud().objects().put_object_legal_hold().bucket(VAULT);
    put.key(object_key(file.parse().expect("a file's id")))
        .version_id(&in_vault(world, file)[0])
        .legal_hold(ObjectLockLegalHold::builder().status(status).build())
        .send()
        .await
        .expect("a hold");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bytes_go_after_thirty_days_and_the_row_stays() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let kept = Brought::pdf(1).store(&world, &student).await;
    let brought = Brought::pdf(2);
    let given_up = brought.store(&world, &student).await;
    delete(&student, &given_up).await.expect(204);
    empty_staging(&world).await;
    world
        .clock
        .advance(THIRTY_DAYS - SignedDuration::from_hours(25) - SignedDuration::from_secs(1));
    collect(&world).await;
    assert_eq!(in_vault(&world, &given_up).len(), 1, "a second is left");
    world.clock.advance(SignedDuration::from_secs(1));
    collect(&world).await;
    assert_eq!((in_vault(&world, &given_up).len(), in_vault(&world, &kept).len()), (0, 1));
    nothing_is_left_over(&world, &student).await;
    assert_eq!(state(&world, &given_up).await, FileState::Deleted);
    brought.reserve(&student).await.refused(409, "upload.expired");
    world.clock.advance(THIRTY_DAYS);
    collect(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hold_is_never_passed_and_the_tombstone_is_looked_at_again() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let held = Brought::pdf(1).store(&world, &student).await;
    let other = Brought::pdf(2).store(&world, &student).await;
    hold(&world, &held, true).await;
    for file in [&held, &other] {
        delete(&student, file).await.expect(204);
    }
    empty_staging(&world).await;
    for _ in 0..2 {
        world.clock.advance(THIRTY_DAYS);
        collect(&world).await;
        assert_eq!((in_vault(&world, &held).len(), in_vault(&world, &other).len()), (1, 0));
    }
    hold(&world, &held, false).await;
    world.clock.advance(THIRTY_DAYS);
    collect(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_lands_after_a_collection_is_found_by_the_next() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let file = brought.store(&world, &student).await;
    delete(&student, &file).await.expect(204);
    empty_staging(&world).await;
    world.clock.advance(THIRTY_DAYS);
    collect(&world).await;
    assert_eq!(in_vault(&world, &file), [""; 0]);
    let put = world.cloud().objects().put_object().bucket(VAULT);
    let put = put.key(object_key(file.parse().expect("a file's id")));
    put.body(Bytes::from(brought.bytes).into()).send().await.expect("a late copy");
    world.clock.advance(THIRTY_DAYS);
    collect(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_cannot_be_removed_now_holds_up_no_other() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut files = Vec::new();
    for number in 0..5 {
        let file = Brought::pdf(number).store(&world, &student).await;
        delete(&student, &file).await.expect(204);
        files.push(file);
    }
    empty_staging(&world).await;
    world.clock.advance(THIRTY_DAYS);
    // Every attempt at one of them fails: the first removal of each run, however often it is tried.
    let failing = std::sync::Mutex::new(None);
    world.cloud().faults.inject(move |call| {
        let removes = call.function == Some("files.collect") && call.operation == "DELETE";
        let mut failing = failing.lock().expect("a lock");
        let fails = removes && *failing.get_or_insert(call.number) + 3 > call.number;
        fails.then_some(Fault::Throttle)
    });
    collect(&world).await;
    world.cloud().faults.clear();
    for file in &files {
        assert!(row(&world, file).await.state.is_tombstone());
    }
    adds_up(&world, &student).await;
    nothing_is_left_over(&world, &student).await;
}

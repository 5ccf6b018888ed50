//! Each call of each function to the cloud fails once: before it is made, after it was made, or
//! because the service is busy; and it fails so often that the function itself fails. Whoever tries
//! again finishes, and all adds up.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jiff::SignedDuration;
use local::cloud::{Fault, Service};
use portfolio::files::FileState;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{lose_events, quota, state, sweep},
};
use crate::support::{Actor, Answer, World, items::text};

/// As often as the SDK tries: the function fails, and its caller must try again.
const ATTEMPTS: u64 = 3;
/// What goes wrong, and how often in a row.
const FAULTS: [(Fault, u64); 6] = [
    (Fault::FailBefore, 1),
    (Fault::ApplyAndLoseReply, 1),
    (Fault::Throttle, 1),
    (Fault::TransactionConflict, 1),
    (Fault::FailBefore, ATTEMPTS),
    (Fault::ApplyAndLoseReply, ATTEMPTS),
];

/// From a function's call of this number on, so many calls go wrong. Answers the count of calls that
/// the function made.
fn go_wrong(
    world: &World,
    function: &'static str,
    from: u64,
    times: u64,
    fault: Fault,
) -> Arc<AtomicU64> {
    let made = Arc::new(AtomicU64::new(0));
    let count = made.clone();
    world.cloud().faults.inject(move |call| {
        if call.function != Some(function) || call.service == Service::SecretsManager {
            return None;
        }
        let number = count.fetch_add(1, Ordering::SeqCst);
        (from..from + times).contains(&number).then_some(fault)
    });
    made
}

/// Tries until it is answered, as a page does.
async fn until_answered(mut call: impl AsyncFnMut() -> Answer) -> Answer {
    for _ in 0..4 {
        let answer = call().await;
        if answer.status != 503 {
            return answer;
        }
    }
    panic!("it never answers");
}

/// The whole life of a file, whatever goes wrong.
async fn live(world: &World, student: &Actor<'_>, brought: &Brought, by_event: bool) {
    let reserved = until_answered(async || brought.reserve(student).await).await.expect(201);
    let file = text(&reserved, "file_id");
    if reserved["upload"].is_object() {
        brought.put(world, &reserved).await.expect(200);
    }
    if !by_event {
        lose_events(world);
    }
    world.drain().await;
    let confirmed = until_answered(async || confirm(student, &file).await).await.expect(200);
    assert_eq!(text(&confirmed, "state"), "stored");
    assert_eq!(state(world, &file).await, FileState::Stored);
    let used = quota(world, student).await;
    assert_eq!(used.limit - used.free, 64);
    until_answered(async || delete(student, &file).await).await.expect(204);
    let freed = quota(world, student).await;
    assert_eq!(freed.limit, freed.free);
}

/// Every call of that function, one after the other, while files live their whole lives.
async fn every_call_of(function: &'static str, at_least: u64) {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let (mut number, mut from) = (0, 0);
    loop {
        let mut most = 0;
        for (fault, times) in FAULTS {
            number += 1;
            let made = go_wrong(&world, function, from, times, fault);
            live(&world, &student, &Brought::pdf(number), function == "files.promote").await;
            world.cloud().faults.clear();
            most = most.max(made.load(Ordering::SeqCst));
            // What failed in the queue comes again after its pause.
            world.clock.advance(SignedDuration::from_mins(7));
            world.drain().await;
            adds_up(&world, &student).await;
        }
        from += 1;
        if from >= most {
            assert!(from >= at_least, "{function} made only {from} calls");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_the_reservation_may_fail() {
    every_call_of("files.reserve", 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_the_confirmation_may_fail() {
    every_call_of("files.confirm", 9).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_the_promotion_by_the_event_may_fail() {
    every_call_of("files.promote", 9).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_the_deletion_may_fail() {
    every_call_of("files.delete", 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_the_sweep_may_fail() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut number = 0;
    for from in 0..12 {
        for fault in [Fault::FailBefore, Fault::ApplyAndLoseReply] {
            let mut stay = Vec::new();
            for _ in 0..2 {
                number += 1;
                let reserved = Brought::pdf(number).reserve(&student).await.expect(201);
                stay.push(text(&reserved, "file_id"));
            }
            number += 1;
            let sent = Brought::pdf(number).send(&world, &student).await;
            lose_events(&world);
            world.clock.advance(SignedDuration::from_mins(60));
            go_wrong(&world, "files.sweep", from, ATTEMPTS, fault);
            // The scheduler calls again by itself.
            let at = "2026-11-23T11:15:00+08:00".parse().expect("a moment");
            let failed = world.system.scheduler().tick(at).await;
            world.cloud().faults.clear();
            assert_eq!(failed, [""; 0]);
            adds_up(&world, &student).await;
            // What was begun and not finished is left to whoever may be at it, until the lease ends.
            world.clock.advance(SignedDuration::from_mins(5));
            sweep(&world).await;
            assert_eq!(state(&world, &sent).await, FileState::Stored);
            for file in &stay {
                assert_eq!(state(&world, file).await, FileState::Expired);
            }
            adds_up(&world, &student).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_meets_a_transaction_is_tried_again_by_itself() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let meets = |function, from| go_wrong(&world, function, from, 1, Fault::TransactionConflict);
    meets("files.reserve", 0);
    let reserved = brought.reserve(&student).await.expect(201);
    brought.put(&world, &reserved).await.expect(200);
    let file = text(&reserved, "file_id");
    // The third call of a confirmation moves the row with a single write, the ninth with a
    // transaction.
    let made = meets("files.confirm", 2);
    confirm(&student, &file).await.expect(200);
    assert_eq!(made.load(Ordering::SeqCst), 11);
    meets("files.delete", 1);
    delete(&student, &file).await.expect(204);
    world.cloud().faults.clear();
    adds_up(&world, &student).await;
}

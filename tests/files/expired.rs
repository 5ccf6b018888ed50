//! Reservations that run out: given back after a refusal, and by the sweep.

use jiff::SignedDuration;
use portfolio::files::FileState;

use super::{
    adds_up::{adds_up, nothing_is_left_over},
    brought::{Brought, confirm},
    stood::{empty_staging, limit_to, lose_events, quota, state, sweep},
};
use crate::support::{Held, World, items::text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ran_out_is_given_back_to_whoever_needs_it() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 100).await;
    let left = Brought::sized(1, 80);
    let file = text(&left.reserve(&student).await.expect(201), "file_id");
    let wanted = Brought::sized(2, 90);
    world.clock.advance(SignedDuration::from_secs(60 * 60 - 1));
    let said = wanted.reserve(&student).await.refused(409, "quota.exceeded");
    assert_eq!(said["free_bytes"], 20);
    world.clock.advance(SignedDuration::from_secs(1));
    wanted.reserve(&student).await.expect(201);
    assert_eq!(state(&world, &file).await, FileState::Expired);
    confirm(&student, &file).await.refused(409, "upload.expired");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_that_ran_out_are_given_back_too() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for number in 0..8 {
        Brought::pdf(number).reserve(&student).await.expect(201);
    }
    Brought::pdf(8).reserve(&student).await.refused(429, "files.too_many_pending");
    world.clock.advance(SignedDuration::from_mins(60));
    let all = (8..14).map(Brought::pdf).collect::<Vec<_>>();
    let answers = futures::future::join_all(all.iter().map(|it| it.reserve(&student))).await;
    for answer in answers {
        answer.expect(201);
    }
    assert_eq!(quota(&world, &student).await.pending.len(), 6);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sweep_ends_what_ran_out_and_no_second_earlier() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let file = text(&brought.reserve(&student).await.expect(201), "file_id");
    world.clock.advance(SignedDuration::from_secs(60 * 60 - 1));
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Reserved);
    world.clock.advance(SignedDuration::from_secs(1));
    for _ in 0..2 {
        sweep(&world).await;
        assert_eq!(state(&world, &file).await, FileState::Expired);
        assert_eq!(quota(&world, &student).await.free, quota(&world, &student).await.limit);
    }
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_that_came_are_stored_though_nobody_told_of_them() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    lose_events(&world);
    world.clock.advance(SignedDuration::from_mins(60));
    sweep(&world).await;
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
    empty_staging(&world).await;
    nothing_is_left_over(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_somebody_else_gave_back_meanwhile_can_be_used() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 100).await;
    Brought::sized(1, 80).reserve(&student).await.expect(201);
    world.clock.advance(SignedDuration::from_mins(60));
    student.token().await;
    let (late, other) = (Brought::sized(2, 50), Brought::sized(3, 30));
    // It was refused already, and looks now at what ran out.
    let held = Held::before(&world, "files.reserve", "GetItem");
    let first = async {
        other.reserve(&student).await.expect(201);
    };
    let (reserved, ()) = futures::future::join(late.reserve(&student), held.meanwhile(first)).await;
    reserved.expect(201);
    assert_eq!(quota(&world, &student).await.free, 20);
    adds_up(&world, &student).await;
}

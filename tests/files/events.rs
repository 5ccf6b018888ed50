//! The bucket's event: alone, twice, late, out of order, or of something that was never reserved.

use futures::future::join;
use portfolio::files::FileState;
use runtime::Queue;
use serde_json::json;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{in_vault, lose_events, state},
};
use crate::support::{World, items::text};

/// What waits in the queue of uploads.
fn events(world: &World) -> Vec<String> {
    let waiting = world.cloud().queues.waiting(Queue::Uploads);
    waiting.into_iter().map(|message| message.body).collect()
}

fn send(world: &World, body: String) {
    world.cloud().queues.send(Queue::Uploads, body).expect("the queue");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_event_alone_stores_the_file() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    world.drain().await;
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
    assert_eq!(text(&confirm(&student, &file).await.expect(200), "state"), "stored");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_confirmation_alone_stores_the_file() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    lose_events(&world);
    confirm(&student, &file).await.expect(200);
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_at_once_store_it_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for number in 0..20 {
        let file = Brought::pdf(number).send(&world, &student).await;
        for event in events(&world) {
            send(&world, event);
        }
        let (confirmed, ()) = join(confirm(&student, &file), world.drain()).await;
        // Where the event's copy is on its way, the page is told to ask again.
        assert!(matches!(confirmed.status, 200 | 503), "{:#}", confirmed.body);
        let first = confirm(&student, &file).await.expect(200);
        world.drain().await;
        assert_eq!(confirm(&student, &file).await.expect(200), first);
        assert_eq!(in_vault(&world, &file).len(), 1);
        adds_up(&world, &student).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_comes_again_changes_nothing() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    let [event] = &events(&world)[..] else { panic!("one event") };
    world.drain().await;
    let first = confirm(&student, &file).await.expect(200);
    for _ in 0..3 {
        send(&world, event.clone());
    }
    world.drain().await;
    assert_eq!(confirm(&student, &file).await.expect(200), first);
    delete(&student, &file).await.expect(204);
    send(&world, event.clone());
    world.drain().await;
    assert_eq!(state(&world, &file).await, FileState::Deleted);
    assert_eq!(in_vault(&world, &file).len(), 1);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_or_after_the_cancellation_it_adds_up() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let before = Brought::pdf(1).send(&world, &student).await;
    world.drain().await;
    delete(&student, &before).await.expect(204);
    let after = Brought::pdf(2).send(&world, &student).await;
    delete(&student, &after).await.expect(204);
    world.drain().await;
    for number in 3..13 {
        let file = Brought::pdf(number).send(&world, &student).await;
        join(async { delete(&student, &file).await.expect(204) }, world.drain()).await;
        assert_eq!(state(&world, &file).await, FileState::Deleted);
    }
    assert_eq!(in_vault(&world, &after), [""; 0]);
    for file in [&before, &after] {
        assert_eq!(state(&world, file).await, FileState::Deleted);
        confirm(&student, file).await.refused(409, "upload.expired");
    }
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_of_something_unknown_is_done_with() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let nobody = "acc_00000000000000000000000000000001/01900000-0000-7000-8000-000000000001";
    let unreserved = format!("{}/01900000-0000-7000-8000-000000000001", student.id);
    for key in ["", "x", "a/b/c", "../../x", "acc_1/1", "檔案", nobody, &unreserved] {
        send(&world, json!({ "detail": { "object": { "key": key } } }).to_string());
    }
    world.drain().await;
    assert_eq!(events(&world), [""; 0]);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_cannot_be_read_is_kept_for_somebody_to_look_at() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).send(&world, &student).await;
    send(&world, "{".to_owned());
    for _ in 0..6 {
        world.drain().await;
        world.clock.advance(jiff::SignedDuration::from_mins(10));
    }
    assert_eq!(state(&world, &file).await, FileState::Stored);
    assert_eq!(world.cloud().queues.dead(Queue::Uploads).len(), 1);
    adds_up(&world, &student).await;
}

use jiff::SignedDuration;
use runtime::Queue;
use serde_json::{Value, json};

use super::{
    outbox::delivered_files,
    roster::{PERFORMANCES, clerk, selected_performance},
};
use crate::support::{
    World,
    items::{batch_path, delivered, open_batch},
};

fn send(world: &World, batch: &Value, step: &Value) {
    let body = json!({ "school": "353301", "batch": batch["id"], "step": step });
    world.cloud().queues.send(Queue::Submissions, body.to_string()).expect("sent");
}

fn steps() -> [Value; 3] {
    [json!("deliver"), json!({ "shard": 1 }), json!("freeze")]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_come_before_their_turn_and_twice_change_nothing() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    let path = batch_path(&batch);
    for step in steps() {
        send(&world, &batch, &step);
    }
    world.drain().await;
    let open = clerk.get(&path).await.expect(200);
    assert_eq!((&open["state"], &open["files"]), (&json!("open"), &json!([])));

    for step in steps().iter().cycle().take(6) {
        send(&world, &batch, step);
    }
    clerk.post(&format!("{path}/freeze"), json!({ "version": 1 })).await.expect(202);
    for step in steps().iter().rev().cycle().take(6) {
        send(&world, &batch, step);
    }
    for _ in 0..3 {
        world.drain().await;
        world.clock.advance(SignedDuration::from_mins(95));
    }
    let sent = clerk.get(&path).await.expect(200);
    assert_eq!((&sent["state"], &sent["sequence"]), (&json!("acknowledged"), &json!(1)));
    assert_eq!(world.cloud().queues.dead(Queue::Submissions), []);
    assert_eq!(world.cloud().queues.waiting(Queue::Submissions), []);
    delivered_files(&world, &sent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_come_again_after_all_is_done_change_nothing() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let sent = delivered(&world, &clerk, PERFORMANCES).await;
    let files = delivered_files(&world, &sent);
    for step in steps().iter().cycle().take(9) {
        send(&world, &sent, step);
    }
    world.drain().await;
    assert_eq!(clerk.get(&batch_path(&sent)).await.expect(200), sent);
    assert_eq!(delivered_files(&world, &sent), files);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_of_no_batch_ends_with_the_dead() {
    let world = World::new().await;
    let nobody = json!({ "id": "sub_00000000000000000000000000000001" });
    send(&world, &nobody, &json!("freeze"));
    for _ in 0..6 {
        world.drain().await;
        world.clock.advance(SignedDuration::from_mins(95));
    }
    assert_eq!(world.cloud().queues.dead(Queue::Submissions).len(), 1);
}

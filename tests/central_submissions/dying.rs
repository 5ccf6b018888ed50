use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use jiff::SignedDuration;
use local::cloud::{Fault, OUTBOX, VAULT};
use runtime::Queue;
use serde_json::{Value, json};

use super::{
    outbox::delivered_files,
    roster::{PERFORMANCES, clerk, selected_performance},
};
use crate::support::{
    World,
    items::{BATCHES, batch_path, open_batch, text},
};

const WORKER: &str = "central-submissions.work";
/// More than a message waits that failed.
const PAUSE: SignedDuration = SignedDuration::from_mins(95);
/// Calls that the worker never makes so many of.
const ENOUGH: usize = 120;

/// How the worker dies at one call of the cloud. Everything after it fails too.
#[derive(Debug, Clone, Copy)]
enum Death {
    Before,
    AfterItWasDone,
}

/// Submits one performance with two files while the worker dies at its nth call, and then lives
/// again. Answers what lies in the outbox, by name, and whether the worker died at all.
async fn submitted(death: Option<(Death, usize)>) -> (BTreeMap<String, Bytes>, bool) {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let body = json!({ "year": 115, "roster": PERFORMANCES });
    let open = clerk.request("POST", BATCHES, Some(body)).await.header("idempotency-key", "once");
    let batch = world.ask(&open).await.expect(202);
    let path = batch_path(&batch);
    clerk.post(&format!("{path}/freeze"), json!({ "version": 1 })).await.expect(202);

    let made = Arc::new(AtomicUsize::new(0));
    let calls = made.clone();
    world.cloud().faults.inject(move |call| {
        let (death, at) = death.filter(|_| call.function == Some(WORKER))?;
        match (calls.fetch_add(1, Ordering::SeqCst), death) {
            (n, _) if n < at => None,
            (n, Death::AfterItWasDone) if n == at => Some(Fault::ApplyAndLoseReply),
            _ => Some(Fault::FailBefore),
        }
    });
    world.drain().await;
    world.cloud().faults.clear();
    for _ in 0..3 {
        world.clock.advance(PAUSE);
        world.drain().await;
    }
    let sent = clerk.get(&path).await.expect(200);
    assert_eq!(sent["state"], "acknowledged", "{death:?}");
    assert_eq!((&sent["sequence"], &sent["counts"]["files"]), (&json!(1), &json!(2)), "{death:?}");
    assert_eq!(world.cloud().queues.dead(Queue::Submissions), [], "{death:?}");
    let held = world.cloud().s3.versions(VAULT).iter().filter(|version| version.hold).count();
    assert_eq!(held, 2, "{death:?}: the files that were sent are held");
    let files = delivered_files(&world, &sent);
    for version in world.cloud().s3.versions(OUTBOX) {
        let name = version.key.rsplit('/').next().unwrap_or_default();
        assert_eq!(version.size, files[name].len() as u64, "{death:?}: {name} was another before");
    }
    let files = files.into_iter().map(|(name, bytes)| content(name, bytes)).collect();
    let died = death.is_some_and(|(_, at)| made.load(Ordering::SeqCst) > at);
    (files, died)
}

/// Every world has keys of its own: of the signature, what was signed is compared.
fn content(name: String, bytes: Bytes) -> (String, Bytes) {
    if !name.ends_with("_signature.json") {
        return (name, bytes);
    }
    let paper: Value = serde_json::from_slice(&bytes).expect("JSON");
    (name, text(&paper, "signed").into())
}

async fn dies_at_every_call(death: Death) {
    let (undisturbed, _) = submitted(None).await;
    for at in 0..ENOUGH {
        let (files, died) = submitted(Some((death, at))).await;
        assert!(files == undisturbed, "{death:?} at {at}: other bytes");
        if !died {
            assert!(at > 20, "the worker made only {at} calls");
            return;
        }
    }
    panic!("the worker makes more than {ENOUGH} calls");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_dies_before_any_of_its_calls_is_resumed_to_the_same_bytes() {
    dies_at_every_call(Death::Before).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_dies_after_any_of_its_calls_is_resumed_to_the_same_bytes() {
    dies_at_every_call(Death::AfterItWasDone).await;
}

/// An archive of three parts; the worker dies before the last of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_that_were_sent_are_not_sent_again() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 9 << 20).await;
    selected_performance(&world, "student-2", 9 << 20).await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    let path = batch_path(&batch);
    clerk.post(&format!("{path}/freeze"), json!({ "version": 1 })).await.expect(202);
    let parts = AtomicUsize::new(0);
    world.cloud().faults.inject(move |call| {
        let is_part = call.function == Some(WORKER) && call.operation == "PUT uploadId";
        (is_part && parts.fetch_add(1, Ordering::SeqCst) >= 2).then_some(Fault::FailBefore)
    });
    world.drain().await;
    world.cloud().faults.clear();
    world.cloud().calls.clear();
    world.clock.advance(PAUSE);
    world.drain().await;
    let sent = clerk.get(&path).await.expect(200);
    assert_eq!(sent["state"], "acknowledged");
    delivered_files(&world, &sent);
    let calls = world.calls_of(WORKER).operations;
    assert_eq!(calls.get("S3 PUT uploadId"), Some(&1), "{calls:?}");
}

use std::sync::atomic::{AtomicI64, Ordering};

use super::*;

const PAUSE: SignedDuration = SignedDuration::from_secs(60);

fn clock() -> (Arc<AtomicI64>, Clock) {
    let seconds = Arc::new(AtomicI64::new(1_790_000_000));
    let read = seconds.clone();
    let now = move || Timestamp::from_second(read.load(Ordering::SeqCst)).unwrap_or_default();
    (seconds, Clock::new(now))
}

fn open(folder: Option<PathBuf>, clock: &Clock) -> Arc<Queues> {
    Queues::open(folder, clock.clone(), Ids::by(clock.clone())).unwrap()
}

#[test]
fn what_was_sent_survives_until_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let (_, clock) = clock();
    let path = || Some(folder.path().to_owned());
    let queues = open(path(), &clock);
    let [first, second] =
        ["a", "b"].map(|body| queues.send(Queue::Uploads, body.to_owned()).unwrap());
    assert_eq!(queues.receive(Queue::Uploads, 10).unwrap().len(), 2);
    assert!(
        queues.receive(Queue::Uploads, 10).unwrap().is_empty(),
        "both are being worked through"
    );
    queues.done(Queue::Uploads, &first).unwrap();
    drop(queues);
    let again = open(path(), &clock).receive(Queue::Uploads, 10).unwrap();
    let ids: Vec<&str> = again.iter().map(|received| received.message.id.as_str()).collect();
    assert_eq!(ids, [&second], "it was handed out, and the process ended");
}

#[test]
fn what_fails_comes_again_after_its_pause_and_is_given_up_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (seconds, clock) = clock();
    let path = || Some(folder.path().to_owned());
    let queues = open(path(), &clock);
    let id = queues.send(Queue::Reminders, "x".to_owned()).unwrap();
    for attempt in 1..=MAX_RECEIVES {
        let received = queues.receive(Queue::Reminders, 10).unwrap();
        assert_eq!(received.first().map(|found| found.received), Some(attempt));
        queues.failed(Queue::Reminders, &id, PAUSE);
        assert!(queues.receive(Queue::Reminders, 10).unwrap().is_empty(), "it pauses");
        seconds.fetch_add(PAUSE.as_secs(), Ordering::SeqCst);
    }
    assert!(queues.receive(Queue::Reminders, 10).unwrap().is_empty());
    assert!(queues.waiting(Queue::Reminders).is_empty());
    drop(queues);
    let dead = open(path(), &clock).dead(Queue::Reminders);
    assert_eq!(dead.first().map(|message| message.id.clone()), Some(id));
}

#[test]
fn a_batch_is_an_event_as_sqs_sends_it() {
    let (_, clock) = clock();
    let queues = open(None, &clock);
    let id = queues.send(Queue::Uploads, "hello".to_owned()).unwrap();
    let batch = queues.receive(Queue::Uploads, 10).unwrap();
    let event = event(Queue::Uploads, &batch).unwrap();
    let record = &event.records[0];
    assert_eq!(record.message_id.as_deref(), Some(id.as_str()));
    assert_eq!(record.body.as_deref(), Some("hello"));
    assert_eq!(record.md5_of_body.as_deref(), Some("5d41402abc4b2a76b9719d911017c592"));
    assert_eq!(record.attributes["ApproximateReceiveCount"], "1");
}

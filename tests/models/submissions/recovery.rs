//! What becomes of everything when nobody asks for anything new, and only messages that were not
//! finished come again, and requests that were not answered are repeated.
//!
//! As with uploads: a property of every single state, not a search for cycles.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
};

use portfolio::central_submissions::BatchState;

use super::{
    Deliver, Fix, Freeze, Import, PAPERS, Pack, STUDENTS, Said, Stage, Submissions, Worker, World,
};

/// What was found out about states, by the state's digest.
#[derive(Debug, Default)]
pub struct Recovered(Mutex<HashMap<u64, bool>>);

/// More calls than any function makes.
const CALLS: usize = 128;
/// More rounds of messages than one batch needs.
const ROUNDS: usize = 8;

/// Whether this state settles.
pub fn outcome(model: &Submissions, world: &World) -> bool {
    let mut start = world.clone();
    start.workers.clear();
    let mut hasher = DefaultHasher::new();
    start.hash(&mut hasher);
    let digest = hasher.finish();
    let known = |recovered: &Recovered| recovered.0.lock().ok()?.get(&digest).copied();
    if let Some(settles) = known(&model.recovered) {
        return settles;
    }
    recover(model, &mut start);
    let settles = is_settled(model, &start);
    if let Ok(mut known) = model.recovered.0.lock() {
        known.insert(digest, settles);
    }
    settles
}

fn recover(model: &Submissions, world: &mut World) {
    for _ in 0..ROUNDS {
        for id in 0..world.batches.len() {
            let Some(batch) = world.batch(id) else { continue };
            // Whoever froze and was not answered presses the button again.
            if batch.state == BatchState::Frozen && !batch.queue.ever[Stage::Freeze as usize] {
                run(model, world, Worker::Fix(id, Fix::Batch));
            }
            for first in [
                Worker::Freeze(id, true, Freeze::Batch),
                Worker::Pack(id, true, Pack::Batch),
                Worker::Deliver(id, true, Deliver::Batch),
            ] {
                if waits(world, first) {
                    run(model, world, first);
                }
            }
        }
    }
    for receipt in 0..model.receipts.len() {
        if world.imported & 1 << receipt != 0 {
            run(model, world, Worker::Import(0, receipt, Import::Batch));
        }
    }
}

/// Whether the message that this worker takes is waiting.
pub fn waits(world: &World, worker: Worker) -> bool {
    let Some((id, stage)) = worker.message() else { return false };
    world.batch(id).is_some_and(|batch| batch.queue.waiting[stage as usize] > 0)
}

/// Makes one function's calls to its end.
pub fn run(model: &Submissions, world: &mut World, first: Worker) {
    world.goes_on(first);
    for _ in 0..CALLS {
        let Some(worker) = world.workers.first().copied() else { return };
        model.step(world, worker);
    }
}

/// Every batch that was frozen is acknowledged, every message finished, and the counts are those of
/// the rows.
fn is_settled(model: &Submissions, world: &World) -> bool {
    let batches = world.batches.iter().flatten();
    world.workers.is_empty()
        && batches.into_iter().all(|batch| {
            if batch.state == BatchState::Open {
                return true;
            }
            let counts = [Said::Received, Said::Rejected, Said::Missing]
                .map(|what| (0..STUDENTS).filter(|student| batch.said[*student] == what).count());
            let counted =
                counts.iter().zip(batch.counts).all(|(are, says)| *are == usize::from(says));
            let reconciled = counts[0] == batch.students().count();
            let state = match batch.state {
                BatchState::Reconciled => reconciled,
                BatchState::Discrepant => !reconciled,
                state => state == BatchState::Acknowledged && counts == [0; 3],
            };
            let papers = batch.outbox.papers.iter().flatten().count() == PAPERS;
            let handed = model.received || papers;
            state && counted && handed && batch.queue.waiting == [0; 3]
        })
}

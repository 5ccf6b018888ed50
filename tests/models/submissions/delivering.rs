//! The last message: roster, signature and manifest, once every archive is delivered; then the batch
//! goes from state to state.

use portfolio::central_submissions::{BatchState, Step, advance};

use super::{Broken, Delivery, Ended, MANIFEST, PAPERS, Rows, STUDENTS, Submissions, World};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deliver {
    /// The batch.
    Batch,
    /// The archives.
    Archives(Read),
    /// The rows.
    Rows(Read),
    /// The next of the papers.
    Paper { read: Read, rows: Rows, written: usize },
    /// The next of the papers in the outbox.
    Verify { read: Read, rows: Rows, verified: usize },
    /// It is sent on.
    Hand { read: Read, rows: Rows, verified: usize },
    /// The batch's next state, if it is what was read.
    Next { read: Read, rows: Rows },
}

/// What was read of the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read {
    pub state: BatchState,
    pub version: u8,
    pub root: Option<Rows>,
}

pub fn step(
    model: &Submissions,
    world: &mut World,
    id: usize,
    at: Deliver,
) -> Result<Deliver, Ended> {
    let batch = world.batch_mut(id).ok_or(Ended::Failed)?;
    Ok(match at {
        Deliver::Batch => {
            let read = Read { state: batch.state, version: batch.version, root: batch.root };
            match batch.state {
                BatchState::Frozen | BatchState::Built | BatchState::Sent => {
                    Deliver::Archives(read)
                }
                _ => return Err(Ended::Done),
            }
        }
        Deliver::Archives(read) => {
            // The rows of the batch say how many there are, as they were signed.
            let planned = read.root.ok_or(Ended::Done)? != [0; STUDENTS];
            let delivered = batch.archive.as_ref().is_some_and(|archive| archive.delivered);
            if planned && !delivered {
                return Err(Ended::Done);
            }
            Deliver::Rows(read)
        }
        Deliver::Rows(read) => {
            if Some(batch.rows) != read.root {
                return Err(Ended::Failed);
            }
            Deliver::Paper { read, rows: batch.rows, written: 0 }
        }
        Deliver::Paper { read, rows, written } => {
            let first = if model.is(Broken::ManifestFirst) { MANIFEST } else { 0 };
            batch.outbox.papers[(written + first) % PAPERS] = Some(rows);
            if written + 1 < PAPERS {
                Deliver::Paper { read, rows, written: written + 1 }
            } else {
                from(model, read, rows)
            }
        }
        Deliver::Verify { read, rows, verified } => {
            if batch.outbox.papers[verified] != Some(rows) {
                return Err(Ended::Failed);
            }
            Deliver::Hand { read, rows, verified }
        }
        Deliver::Hand { read, rows, verified } => {
            let bytes = batch.outbox.papers[verified].ok_or(Ended::Failed)?;
            hand_over(model, world, id, verified, bytes);
            if verified + 1 < PAPERS {
                Deliver::Verify { read, rows, verified: verified + 1 }
            } else {
                Deliver::Next { read, rows }
            }
        }
        Deliver::Next { read, rows } => {
            let state = advance(read.state, follows(read.state)).map_err(|_| Ended::Failed)?;
            if batch.version != read.version {
                // The other one may die: it goes on from where the batch stands.
                let left = model.is(Broken::OvertakenIsDone);
                return if left { Err(Ended::Done) } else { Ok(Deliver::Batch) };
            }
            batch.state = state;
            batch.version += 1;
            let read = Read { state, version: batch.version, ..read };
            if state == BatchState::Acknowledged {
                return Err(Ended::Done);
            }
            from(model, read, rows)
        }
    })
}

/// What comes first from this state on.
fn from(model: &Submissions, read: Read, rows: Rows) -> Deliver {
    if read.state == BatchState::Built && !model.is(Broken::AcknowledgeUnsent) {
        Deliver::Verify { read, rows, verified: 0 }
    } else {
        Deliver::Next { read, rows }
    }
}

fn follows(state: BatchState) -> Step {
    match state {
        BatchState::Frozen => Step::BuildDone,
        BatchState::Built => Step::SendDone,
        _ => Step::Acknowledge,
    }
}

/// Whoever takes packages takes each key once.
pub fn hand_over(model: &Submissions, world: &mut World, id: usize, name: usize, bytes: Rows) {
    let root = world.batch(id).and_then(|batch| batch.root).unwrap_or_default();
    let before = world.receiver.iter().filter(|taken| taken.batch == id && taken.name == name);
    let number = if model.is(Broken::NewKey) { before.count() } else { 0 };
    let key = (root, u8::try_from(number).unwrap_or(u8::MAX));
    world.receiver.insert(Delivery { batch: id, name, key, bytes });
}

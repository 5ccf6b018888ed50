//! `central-submissions.open` and `central-submissions.freeze`.

use portfolio::central_submissions::{BatchState, Step, advance};

use super::{Batch, Broken, Stage, Submissions, Worker, World};

/// The next call of an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// The head, and whether this id is known.
    Head,
    /// The latest batch.
    Latest { head: usize, version: u8 },
    /// The batch and the head, if it is what was read.
    Write { version: u8 },
}

/// The next call of a clerk who freezes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fix {
    /// The batch.
    Batch,
    /// The pre-check.
    Check { version: u8 },
    /// The batch is frozen, if it is what was read.
    Write { version: u8 },
    /// The message.
    Send,
}

pub fn open(model: &Submissions, world: &mut World, batch: usize, at: Open) {
    let next = match at {
        Open::Head if world.batch(batch).is_some() => None,
        Open::Head => Some(match world.head {
            Some(head) => Open::Latest { head, version: world.head_version },
            None => Open::Write { version: world.head_version },
        }),
        Open::Latest { head, version } => {
            let over = world.batch(head).is_some_and(|latest| !latest.is_under_way());
            over.then_some(Open::Write { version })
        }
        Open::Write { version } => {
            let as_read = world.head_version == version;
            if world.batch(batch).is_none() && (as_read || model.is(Broken::OpenWithoutCondition)) {
                world.batches[batch] = Some(Batch::new());
                world.head = Some(batch);
                world.head_version += 1;
            }
            None
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Open(batch, at));
    }
}

pub fn fix(world: &mut World, id: usize, at: Fix) {
    let candidates = world.students.iter().filter(|student| student.is_candidate());
    let problems = candidates.filter(|student| student.content == 0).count();
    let Some(batch) = world.batch_mut(id) else { return };
    let next = match at {
        Fix::Batch => match batch.state {
            BatchState::Open => Some(Fix::Check { version: batch.version }),
            BatchState::Frozen => Some(Fix::Send),
            _ => None,
        },
        Fix::Check { version } => {
            let frozen = advance(BatchState::Open, Step::Freeze { problems });
            frozen.is_ok().then_some(Fix::Write { version })
        }
        Fix::Write { version } if batch.version == version => {
            batch.state = BatchState::Frozen;
            batch.version += 1;
            Some(Fix::Send)
        }
        Fix::Write { .. } => None,
        Fix::Send => {
            batch.send(Stage::Freeze);
            None
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Fix(id, at));
    }
}

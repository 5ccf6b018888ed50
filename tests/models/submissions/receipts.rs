//! `central-submissions.import-receipt`: what a receipt says is written row by row, and the batch says
//! what the rows say.

use portfolio::central_submissions::{BatchState, Receipt, RowResult, Verdict, advance, reconcile};

use super::{Broken, STUDENTS, Said, Submissions, Worker, World};

/// What the next call knows of the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read {
    pub state: BatchState,
    pub version: u8,
    pub counts: [u8; 3],
}

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Import {
    /// The batch.
    Batch,
    /// The rows.
    Rows(Read),
    /// The rows that are to say something else, if they say what was read.
    Save { before: [Said; STUDENTS], after: [Said; STUDENTS] },
    /// The batch, if it is what was read.
    Counts { read: Read, state: BatchState, counts: [u8; 3] },
}

pub fn step(model: &Submissions, world: &mut World, id: usize, receipt: usize, at: Import) {
    world.imported |= 1 << receipt;
    let named = model.receipts[receipt];
    let Some(batch) = world.batch_mut(id) else { return };
    let next = match at {
        Import::Batch => {
            let (state, version) = (batch.state, batch.version);
            Some(Import::Rows(Read { state, version, counts: batch.counts }))
        }
        Import::Rows(read) => {
            let after = compared(model, batch.rows, batch.said, receipt);
            let counts = [Said::Received, Said::Rejected, Said::Missing].map(|what| {
                let says = batch.students().filter(|student| after[*student] == what);
                u8::try_from(says.count()).unwrap_or(u8::MAX)
            });
            let step = portfolio::central_submissions::Step::Reconcile {
                missing: usize::from(counts[2]),
                rejected: usize::from(counts[1]),
            };
            // The wrong state is refused.
            let state = advance(read.state, step).ok();
            state.map(|state| {
                if after == batch.said {
                    Import::Counts { read, state, counts }
                } else {
                    Import::Save { before: batch.said, after }
                }
            })
        }
        Import::Save { before, after } => {
            let changed = || (0..STUDENTS).filter(|student| before[*student] != after[*student]);
            let as_read = changed().all(|student| batch.said[student] == before[student]);
            if as_read || model.is(Broken::ImportWithoutCondition) {
                changed().for_each(|student| batch.said[student] = after[student]);
            }
            Some(Import::Batch)
        }
        Import::Counts { read, state, counts } => {
            let stands = (read.state, read.counts) == (state, counts);
            if stands || batch.version == read.version {
                if !stands {
                    (batch.state, batch.counts) = (state, counts);
                    batch.version += 1;
                }
                let named = named.iter().enumerate().filter(|(_, said)| said.is_some());
                named.for_each(|(student, _)| batch.told[student] = batch.rows[student] != 0);
                None
            } else {
                Some(Import::Batch)
            }
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Import(id, receipt, at));
    }
}

/// What each row says after this receipt, by the rule.
fn compared(
    model: &Submissions,
    rows: [u8; STUDENTS],
    said: [Said; STUDENTS],
    receipt: usize,
) -> [Said; STUDENTS] {
    let sent = (0..STUDENTS).filter(|student| rows[*student] != 0);
    let known = sent.map(|student| (model.keys[student], result(said[student]))).collect();
    let mut verdicts = Receipt::default();
    for (line, (student, named)) in (2..).zip(model.receipts[receipt].iter().enumerate()) {
        let verdict = match named {
            Some(Said::Received) => Verdict::Received,
            Some(_) => Verdict::Rejected { reason: String::new() },
            None => continue,
        };
        verdicts.verdicts.insert(model.keys[student], (line, verdict));
    }
    let outcome = reconcile(&known, &verdicts);
    let mut after = said;
    for (student, said) in after.iter_mut().enumerate() {
        *said = match outcome.results.get(&model.keys[student]) {
            Some(RowResult::Received) => Said::Received,
            Some(RowResult::Rejected { .. }) => Said::Rejected,
            Some(RowResult::Missing) => Said::Missing,
            Some(RowResult::Waiting) | None => *said,
        };
    }
    after
}

fn result(said: Said) -> RowResult {
    match said {
        Said::Waiting => RowResult::Waiting,
        Said::Received => RowResult::Received,
        Said::Rejected => RowResult::Rejected { reason: String::new() },
        Said::Missing => RowResult::Missing,
    }
}

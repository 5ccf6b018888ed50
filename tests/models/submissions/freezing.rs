//! The first message of `central-submissions.work`: the rows are frozen student by student, the files
//! held, the root signed into the school's chain, and the archive planned.

use portfolio::central_submissions::BatchState;

use super::{Archive, Broken, Ended, Link, Rows, STUDENTS, Stage, Submissions, World};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freeze {
    /// The batch.
    Batch,
    /// The batch is taken over from whoever worked on it, if it is what was read.
    Take { version: u8 },
    /// The selections that are in no batch.
    Selections { version: u8 },
    /// The item of the first student in the list.
    Item { version: u8, list: List },
    /// The student's row, if the selection is what was read, the file is there, and nobody has taken
    /// the batch over.
    Row { version: u8, list: List, content: u8 },
    /// The selection that was another.
    Again { version: u8, list: List },
    /// The rows.
    Rows { version: u8 },
    /// The bytes of the first of these rows are held.
    Hold { version: u8, rows: Rows, held: usize },
    /// The end of the chain.
    Chain { version: u8, rows: Rows },
    /// Batch, chain and archive, if both are what was read.
    Sign { version: u8, rows: Rows, chain: usize },
    /// The next messages.
    Send,
}

/// Selections that are to be frozen, by student, with their versions; none where there is nothing to
/// do.
pub type List = [Option<u8>; STUDENTS];

pub fn step(
    model: &Submissions,
    world: &mut World,
    id: usize,
    at: Freeze,
) -> Result<Freeze, Ended> {
    let candidates = |world: &World| {
        let mut list: List = [None; STUDENTS];
        for (place, student) in list.iter_mut().zip(&world.students) {
            *place = student.is_candidate().then_some(student.version);
        }
        list
    };
    match at {
        Freeze::Batch => {
            let batch = world.batch(id).ok_or(Ended::Failed)?;
            let signed = batch.root.is_some() && !model.is(Broken::FreezeAfterSigning);
            let version = batch.version;
            Ok(match batch.state {
                BatchState::Frozen if signed => Freeze::Send,
                BatchState::Frozen if model.is(Broken::NoTakeOver) => {
                    Freeze::Selections { version }
                }
                BatchState::Frozen => Freeze::Take { version },
                _ => return Err(Ended::Done),
            })
        }
        Freeze::Take { version } => {
            let batch = world.batch_mut(id).ok_or(Ended::Failed)?;
            if batch.version != version {
                return Err(model.overtaken());
            }
            batch.version += 1;
            Ok(Freeze::Selections { version: batch.version })
        }
        Freeze::Selections { version } => Ok(next(version, candidates(world))),
        Freeze::Item { version, mut list } => {
            let student = first(&list);
            let content = world.students[student].content;
            if content == 0 {
                // It waits for the next batch.
                list[student] = None;
                return Ok(next(version, list));
            }
            Ok(Freeze::Row { version, list, content })
        }
        Freeze::Row { version, list, content } => row(model, world, id, version, list, content),
        Freeze::Again { version, mut list } => {
            let student = first(&list);
            list[student] = candidates(world)[student];
            Ok(next(version, list))
        }
        Freeze::Rows { version } => {
            let rows = world.batch(id).ok_or(Ended::Failed)?.rows;
            Ok(if model.is(Broken::NoHold) {
                Freeze::Chain { version, rows }
            } else {
                hold_next(version, rows, 0)
            })
        }
        Freeze::Hold { version, rows, held } => {
            world.students[held].file(rows[held]).legal_hold = true;
            Ok(hold_next(version, rows, held + 1))
        }
        Freeze::Chain { version, rows } => {
            Ok(Freeze::Sign { version, rows, chain: world.chain.len() })
        }
        Freeze::Sign { version, rows, chain } => sign(model, world, id, version, rows, chain),
        Freeze::Send => {
            let batch = world.batch_mut(id).ok_or(Ended::Failed)?;
            if !model.is(Broken::NothingSent) {
                if batch.archive.is_some() {
                    batch.send(Stage::Archive);
                }
                batch.send(Stage::Deliver);
            }
            Err(Ended::Done)
        }
    }
}

fn first(list: &List) -> usize {
    list.iter().position(Option::is_some).unwrap_or_default()
}

fn next(version: u8, list: List) -> Freeze {
    let left = list.iter().any(Option::is_some);
    if left { Freeze::Item { version, list } } else { Freeze::Rows { version } }
}

fn row(
    model: &Submissions,
    world: &mut World,
    id: usize,
    version: u8,
    mut list: List,
    content: u8,
) -> Result<Freeze, Ended> {
    let which = first(&list);
    let taken_over = world.batch(id).is_none_or(|batch| batch.version != version);
    if taken_over && !model.is(Broken::RowsOfTheOvertaken) {
        return Err(model.overtaken());
    }
    let student = &mut world.students[which];
    let as_read = Some(student.version) == list[which] && student.frozen_in.is_none();
    let there = !student.file(content).given_up || model.is(Broken::FreezeWithoutFile);
    if !there || !as_read && !model.is(Broken::FreezeWithoutCondition) {
        return Ok(Freeze::Again { version, list });
    }
    student.version += 1;
    student.frozen_in = Some(id);
    student.file(content).held_by = Some(id);
    if let Some(batch) = world.batch_mut(id) {
        batch.rows[which] = content;
    }
    list[which] = None;
    Ok(next(version, list))
}

fn hold_next(version: u8, rows: Rows, from: usize) -> Freeze {
    match (from..STUDENTS).find(|student| rows[*student] != 0) {
        Some(held) => Freeze::Hold { version, rows, held },
        None => Freeze::Chain { version, rows },
    }
}

fn sign(
    model: &Submissions,
    world: &mut World,
    id: usize,
    version: u8,
    rows: Rows,
    chain: usize,
) -> Result<Freeze, Ended> {
    let as_read = world.chain.len() == chain || model.is(Broken::ChainWithoutCondition);
    let previous = chain.checked_sub(1).map(|last| world.chain[last].root);
    let batch = world.batch_mut(id).ok_or(Ended::Failed)?;
    if batch.version != version {
        return Err(model.overtaken());
    }
    if !as_read {
        return Ok(Freeze::Chain { version, rows });
    }
    batch.version += 1;
    batch.root = Some(rows);
    batch.archive = (rows != [0; STUDENTS]).then(Archive::default);
    let sequence = u8::try_from(chain + 1).unwrap_or(u8::MAX);
    world.chain.push(Link { batch: Some(id), root: rows, sequence, previous });
    Ok(Freeze::Send)
}

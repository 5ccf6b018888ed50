//! What becomes of everything when nobody asks for anything any more and only the schedules go on.
//!
//! A checker that looks for states from which something never happens has to tell cycles from
//! progress, and the library's `eventually` does not. But whoever recovers here needs no luck: from
//! any state at all, the schedules, run one after the other, have to lead to a settled one. That is
//! a property of a single state, and so it can be checked in every one. Together with the fact that
//! each of their steps can also be overtaken, which the search itself tries, this says that the
//! system settles whenever the schedules run and requests end.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
};

use portfolio::files::FileState;

use super::{
    Address, By, Collect, Due, FileId, Freeze, Promote, Reserve, Uploads, Worker, World,
    surroundings::{Event, happens},
};

/// What was found out about states, by the state's digest: very many lead to the same ones.
#[derive(Debug, Default)]
pub struct Recovered(Mutex<HashMap<u64, Outcome>>);

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Nothing is under way, and nothing is left over.
    pub settled: bool,
    /// What had arrived, and nobody gave up, is stored.
    pub arrived_is_stored: bool,
}

/// Rounds of collecting in which nothing may be left.
const COLLECTIONS: usize = 3;
/// More calls than any function makes.
const CALLS: usize = 64;

/// What the schedules make of this state.
pub fn outcome(model: &Uploads, world: &World) -> Outcome {
    let start = everybody_gone(world);
    let mut hasher = DefaultHasher::new();
    start.hash(&mut hasher);
    let digest = hasher.finish();
    let known = |recovered: &Recovered| recovered.0.lock().ok()?.get(&digest).copied();
    if let Some(outcome) = known(&model.recovered) {
        return outcome;
    }
    let outcome = recover(model, start);
    if let Ok(mut known) = model.recovered.0.lock() {
        known.insert(digest, outcome);
    }
    outcome
}

/// Whoever was working has died; what was under way has arrived; every lease is over.
fn everybody_gone(world: &World) -> World {
    let mut world = world.clone();
    world.workers.clear();
    for row in &mut world.files {
        row.staged |= row.sending;
        row.vault |= row.copying;
        (row.sending, row.copying) = (false, false);
        row.reservation_over |= row.charged > 0;
        row.lease_over |= row.begun;
        if row.address == Address::Valid {
            row.address = Address::Over;
        }
    }
    world
}

fn recover(model: &Uploads, mut world: World) -> Outcome {
    let arrived: Vec<FileId> = (0..world.files.len())
        .filter(|file| {
            let row = &world.files[*file];
            row.is(|state| state.is_pending()) && (row.staged || row.vault)
        })
        .filter(|file| model.is_honest(*file))
        .collect();
    // The events may have been lost: what the sweep finds in the index has to be enough.
    for file in 0..world.files.len() {
        if world.files[file].due == Due::Pending {
            run(model, &mut world, Worker::Promote(file, By::Sweep, Promote::Row));
        }
        if world.files[file].held && !world.files[file].legal_hold {
            run(model, &mut world, Worker::Freeze(file, Freeze::Row));
        }
    }
    let arrived_is_stored =
        arrived.into_iter().all(|file| world.files[file].row == Some(FileState::Stored));
    for _ in 0..COLLECTIONS {
        for file in 0..world.files.len() {
            world.files[file].staged = false;
            if world.files[file].due == Due::Collect {
                happens(model, &mut world, file, Event::Rest);
            }
            if world.files[file].due == Due::CollectNow {
                run(model, &mut world, Worker::Collect(file, Collect::Row));
            }
        }
    }
    Outcome { settled: is_settled(model, &world), arrived_is_stored }
}

/// Makes one function's calls to its end.
fn run(model: &Uploads, world: &mut World, first: Worker) {
    world.goes_on(first);
    for _ in 0..CALLS {
        let Some(worker) = world.workers.first().copied() else { return };
        model.step(world, worker);
    }
}

/// The vault is what is stored, the rest of the space is free, and nothing is waited for.
fn is_settled(model: &Uploads, world: &World) -> bool {
    let file_is = |file: FileId| {
        let row = &world.files[file];
        let stored = row.row == Some(FileState::Stored);
        let over = row.row.is_none() || stored || row.is(|state| state.is_tombstone());
        over && row.vault == stored && row.due == Due::Nothing
    };
    let owner_is = |owner: usize| {
        let stored = (0..world.files.len())
            .filter(|file| model.owner(*file) == owner)
            .filter(|file| world.files[*file].row == Some(FileState::Stored));
        let used: i8 = stored.map(|file| model.size(file)).sum();
        world.quotas[owner].free + used == model.limits[owner] && world.quotas[owner].pending == 0
    };
    world.workers.is_empty()
        && (0..world.files.len()).all(file_is)
        && (0..world.quotas.len()).all(owner_is)
}

/// Brings a file as far as its owner would with nobody in the way.
pub fn store(model: &Uploads, world: &mut World, file: FileId) {
    run(model, world, Worker::Reserve(file, Reserve::Hold));
    happens(model, world, file, Event::Send);
    if model.late {
        happens(model, world, file, Event::Arrive);
    }
    run(model, world, Worker::Promote(file, By::Asked, Promote::Row));
    for event in [Event::ReservationEnds, Event::LeaseEnds, Event::StagingExpires] {
        happens(model, world, file, event);
    }
}

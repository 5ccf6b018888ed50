//! `files.reserve`: the space and the row in one transaction; why not, where it is refused; and what
//! ended reservations hold is given back after a refusal.

use portfolio::files::FileState;

use super::{Address, Broken, Due, FileId, Uploads, Worker, World, ending::entomb};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reserve {
    /// The transaction.
    Hold,
    /// In a broken model: the free space was read as enough.
    HoldUnchecked,
    /// The quota refused, with these pending uploads over; is the upload known?
    Known { over: u8 },
    /// The row of the first of these.
    Over { over: u8, changed: bool },
    /// That reservation is ended.
    End { over: u8, changed: bool, state: FileState },
}

pub fn step(model: &Uploads, world: &mut World, file: FileId, at: Reserve) {
    let on = |at| Worker::Reserve(file, at);
    match at {
        Reserve::Hold if model.is(Broken::CheckThenAct) => {
            if world.quotas[model.owner(file)].free >= model.size(file) {
                world.goes_on(on(Reserve::HoldUnchecked));
            }
        }
        Reserve::Hold | Reserve::HoldUnchecked => hold(model, world, file, at),
        Reserve::Known { over } => match world.files[file].row {
            Some(state) => repeated(world, file, state),
            None => next(world, file, over, false),
        },
        Reserve::Over { over, changed } => {
            let victim = over.trailing_zeros() as usize;
            match world.files[victim].row {
                Some(state) if may_end(model, state) => {
                    world.goes_on(on(Reserve::End { over, changed, state }));
                }
                // One that is being promoted holds its space rightly.
                state => {
                    let changed = changed || state != Some(FileState::Promoting);
                    next(world, file, over & !(1 << victim), changed);
                }
            }
        }
        Reserve::End { over, state, .. } => {
            let victim = over.trailing_zeros() as usize;
            entomb(model, world, victim, state, FileState::Expired);
            next(world, file, over & !(1 << victim), true);
        }
    }
}

fn may_end(model: &Uploads, state: FileState) -> bool {
    let promoting = model.is(Broken::GiveBackPromoting) && state == FileState::Promoting;
    state == FileState::Reserved || promoting
}

fn hold(model: &Uploads, world: &mut World, file: FileId, at: Reserve) {
    let quota = &mut world.quotas[model.owner(file)];
    let row = &mut world.files[file];
    let room =
        quota.free >= model.size(file) && (quota.pending.count_ones() as usize) < model.max_pending;
    if let Some(state) = row.row {
        repeated(world, file, state);
    } else if room || at == Reserve::HoldUnchecked {
        quota.free -= model.size(file);
        quota.hold(file);
        row.row = Some(FileState::Reserved);
        row.due = Due::Pending;
        row.reservation_over = false;
        row.charged = row.charged.saturating_add(1);
        sign(world, file);
    } else {
        let over = (0..world.files.len())
            .filter(|other| quota.holds(*other) && world.files[*other].reservation_over)
            .fold(0, |over, other| over | 1 << other);
        world.goes_on(Worker::Reserve(file, Reserve::Known { over }));
    }
}

/// After every ended reservation was looked at, it is tried again if anything is free that was not.
fn next(world: &mut World, file: FileId, over: u8, changed: bool) {
    if over != 0 {
        world.goes_on(Worker::Reserve(file, Reserve::Over { over, changed }));
    } else if changed {
        world.goes_on(Worker::Reserve(file, Reserve::Hold));
    }
}

fn repeated(world: &mut World, file: FileId, state: FileState) {
    if state == FileState::Reserved && !world.files[file].reservation_over {
        sign(world, file);
    }
}

/// Signing is no call. The address ends with the reservation.
fn sign(world: &mut World, file: FileId) {
    world.files[file].address = Address::Valid;
}

//! What holds in every state, and what has to be possible.

use portfolio::files::FileState;
use stateright::Property;

use super::{Address, Uploads, World, recovery::outcome};

/// I1 free + reserved + promoting + stored = limit, and free is never below 0.
pub const ADDS_UP: &str = "I1 the space adds up";
/// I2 a stored row's bytes are in the vault.
pub const STORED_IS_THERE: &str = "I2 what is stored is in the vault";
/// I3 bytes in the vault have a row.
pub const BYTES_HAVE_A_ROW: &str = "I3 what is in the vault has a row";
/// I4 whenever requests end, the schedules leave nothing over and nothing under way.
pub const SETTLES: &str = "I4 the schedules alone settle everything";
/// I5 an upload id is charged once at most and refunded once at most.
pub const CHARGED_ONCE: &str = "I5 an upload id is charged once and refunded once";
/// I6 a tombstone is never removed, and no address outlives its reservation.
pub const TOMBSTONES_STAY: &str = "I6 tombstones stay, and no address outlives its reservation";
/// What the owner was told is stored is stored until the owner gives it up.
pub const ACKNOWLEDGED_STAYS: &str = "what was acknowledged is never lost";
/// What has arrived, and nobody gave up, is stored by the schedules alone.
pub const ARRIVED_IS_STORED: &str = "what has arrived is stored in the end";
/// A promotion that has begun is never taken for a reservation that nobody used.
pub const BEGUN_IS_NOT_EXPIRED: &str = "a promotion is not ended as an unused reservation";
/// A frozen batch's files stay, bytes and row.
pub const HELD_STAYS: &str = "what a frozen batch holds stays";
/// An item names stored files, each of which knows it.
pub const NAMED_IS_STORED: &str = "what an item names is stored and knows it";

/// All that this model shows.
pub fn all(model: &Uploads) -> Vec<Property<Uploads>> {
    let mut all = vec![
        Property::always(ADDS_UP, adds_up),
        Property::always(STORED_IS_THERE, |_, world: &World| {
            world.files.iter().all(|row| row.row != Some(FileState::Stored) || row.vault)
        }),
        Property::always(BYTES_HAVE_A_ROW, |_, world: &World| {
            world.files.iter().all(|row| !row.vault || row.row.is_some())
        }),
        Property::always(SETTLES, |model: &Uploads, world: &World| outcome(model, world).settled),
        Property::always(CHARGED_ONCE, |_, world: &World| {
            world.files.iter().all(|row| row.charged <= 1 && row.refunded <= row.charged)
        }),
        Property::always(TOMBSTONES_STAY, |_, world: &World| {
            world.files.iter().all(|row| {
                let stays = !row.ended || row.is(|state| state.is_tombstone());
                stays && !(row.address == Address::Valid && row.reservation_over)
            })
        }),
        Property::always(ACKNOWLEDGED_STAYS, |_, world: &World| {
            world
                .files
                .iter()
                .filter(|row| row.acknowledged)
                .all(|row| row.is(|state| matches!(state, FileState::Stored | FileState::Deleted)))
        }),
        Property::always(ARRIVED_IS_STORED, |model: &Uploads, world: &World| {
            outcome(model, world).arrived_is_stored
        }),
        Property::always(BEGUN_IS_NOT_EXPIRED, |_, world: &World| {
            world.files.iter().all(|row| !(row.begun && row.row == Some(FileState::Expired)))
        }),
        Property::always(HELD_STAYS, |_, world: &World| {
            let stored = Some(FileState::Stored);
            world.files.iter().all(|row| !row.held || row.row == stored && row.vault)
        }),
        Property::always(NAMED_IS_STORED, named_is_stored),
        Property::sometimes("an owner's space is all taken", |_, world: &World| {
            world.quotas.iter().any(|quota| quota.free == 0)
        }),
    ];
    if model.files.iter().all(|file| file.honest) {
        all.push(Property::sometimes(
            "a tombstone's bytes are in the vault",
            |_, world: &World| {
                world.files.iter().any(|row| row.vault && row.is(|state| state.is_tombstone()))
            },
        ));
    }
    if model.late && !model.stored {
        all.push(Property::sometimes("bytes arrive behind a tombstone", |_, world: &World| {
            world.files.iter().any(|row| row.staged && row.is(|state| state.is_tombstone()))
        }));
    }
    if model.files.iter().any(|file| !file.honest) {
        all.push(Property::sometimes("something else was sent", |_, world: &World| {
            world.files.iter().any(|row| row.row == Some(FileState::Mismatched))
        }));
    }
    if model.freezing {
        all.push(Property::sometimes("a file is held, row and bytes", |_, world: &World| {
            world.files.iter().any(|row| row.held && row.legal_hold)
        }));
    }
    all
}

fn adds_up(model: &Uploads, world: &World) -> bool {
    world.quotas.iter().zip(&model.limits).enumerate().all(|(owner, (quota, limit))| {
        let files = world.files.iter().enumerate().filter(|(file, _)| model.owner(*file) == owner);
        let (mut taken, mut pending) = (0, 0);
        for (file, row) in files {
            if row.is(|state| !state.is_tombstone()) {
                taken += model.size(file);
            }
            if row.is(|state| state.is_pending()) {
                pending |= 1 << file;
            }
        }
        quota.free >= 0 && quota.free + taken == *limit && quota.pending == pending
    })
}

fn named_is_stored(_: &Uploads, world: &World) -> bool {
    let named = |file| world.items.contains(&Some(file));
    let files = world.files.iter().enumerate();
    files.into_iter().all(|(file, row)| {
        row.used == named(file) && (!named(file) || row.row == Some(FileState::Stored))
    })
}

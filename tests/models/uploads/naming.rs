//! What an owner's item names: `learning-outcomes.update` and its siblings claim the new file and give
//! the old one up in the item's own transaction; freezing holds what is named.

use portfolio::files::FileState;

use super::{Broken, FileId, Uploads, Worker, World, ending::ended};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// The item and the new file.
    Read,
    /// Everything in one transaction, if the item still names what was read.
    Write { before: Option<FileId> },
    /// In a broken model: the old file's space is given back afterwards.
    Refund { before: FileId },
}

/// The next call of a freezing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freeze {
    /// The row is held.
    Row,
    /// The bytes are held.
    Bytes,
}

pub fn edit(model: &Uploads, world: &mut World, owner: usize, next: Option<FileId>, at: Edit) {
    let usable = |world: &World, file: FileId| {
        world.files[file].row == Some(FileState::Stored) && !world.files[file].used
    };
    match at {
        Edit::Read => {
            let before = world.items[owner];
            if before != next && next.is_none_or(|next| usable(world, next)) {
                world.goes_on(Worker::Edit(owner, next, Edit::Write { before }));
            }
        }
        Edit::Write { before } => {
            let sure = model.is(Broken::UseWithoutCondition);
            let claimed = next.is_none_or(|next| usable(world, next) || sure);
            let given_up = before.is_none_or(|file| {
                let row = &world.files[file];
                let held = row.held && !model.is(Broken::DeleteHeld);
                row.row == Some(FileState::Stored) && row.used && !held
            });
            if world.items[owner] != before || !claimed || !given_up {
                return;
            }
            world.items[owner] = next;
            if let Some(next) = next {
                world.files[next].used = true;
            }
            if let Some(file) = before {
                world.files[file].row = Some(FileState::Deleted);
                ended(world, file);
                if model.is(Broken::ReplaceInTwoWrites) {
                    world.goes_on(Worker::Edit(owner, next, Edit::Refund { before: file }));
                } else {
                    world.quotas[owner].free += model.size(file);
                }
            }
        }
        Edit::Refund { before } => world.quotas[owner].free += model.size(before),
    }
}

pub fn freeze(world: &mut World, file: FileId, at: Freeze) {
    let row = &mut world.files[file];
    match at {
        Freeze::Row if row.row == Some(FileState::Stored) => {
            row.held = true;
            world.goes_on(Worker::Freeze(file, Freeze::Bytes));
        }
        Freeze::Row => {}
        Freeze::Bytes => row.legal_hold |= row.vault,
    }
}

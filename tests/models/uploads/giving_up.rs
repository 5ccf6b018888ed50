//! `files.delete`: the owner gives a file up, or an upload under way.

use portfolio::files::FileState;

use super::{Broken, FileId, Uploads, Worker, World, ending::entomb};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delete {
    /// The row.
    Row,
    /// The row, as it was read, is ended.
    End { state: FileState },
}

pub fn step(model: &Uploads, world: &mut World, file: FileId, at: Delete) {
    let row = &world.files[file];
    let next = match at {
        Delete::Row => {
            let held = row.held && !model.is(Broken::DeleteHeld);
            let used = row.used && !model.is(Broken::DeleteUsed);
            let state = row.row.filter(|state| !state.is_tombstone() && !held && !used);
            state.map(|state| Delete::End { state })
        }
        Delete::End { state } => {
            let done = entomb(model, world, file, state, FileState::Deleted);
            (!done).then_some(Delete::Row)
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Delete(file, at));
    }
}

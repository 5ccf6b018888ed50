//! `files.collect`: the only place where the vault loses anything.

use super::{Due, FileId, Worker, World};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collect {
    /// The row.
    Row,
    /// The versions in the vault.
    Versions,
    /// The version is removed, if no hold lies on it.
    Remove,
    /// When the tombstone is looked at again: where something was found.
    Again { found: bool },
}

pub fn step(world: &mut World, file: FileId, at: Collect) {
    let row = &mut world.files[file];
    let tombstone = row.is(|state| state.is_tombstone());
    let next = match at {
        Collect::Row => (tombstone && !row.held && row.rested).then_some(Collect::Versions),
        Collect::Versions if row.vault => Some(Collect::Remove),
        Collect::Versions => Some(Collect::Again { found: false }),
        Collect::Remove => {
            row.vault &= row.legal_hold;
            Some(Collect::Again { found: true })
        }
        Collect::Again { found } => {
            if tombstone {
                row.due = if found { Due::Collect } else { Due::Nothing };
            }
            None
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Collect(file, at));
    }
}

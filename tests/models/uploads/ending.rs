//! `refund::entomb`: to the tombstone and the space given back, in one transaction.

use portfolio::files::FileState;

use super::{Broken, Due, FileId, Uploads, World};

/// `false` where the row was no longer in the state that it was read in.
pub fn entomb(
    model: &Uploads,
    world: &mut World,
    file: FileId,
    read: FileState,
    tombstone: FileState,
) -> bool {
    let owner = model.owner(file);
    let row = &mut world.files[file];
    let free_to_go =
        (!row.held || model.is(Broken::DeleteHeld)) && (!row.used || model.is(Broken::DeleteUsed));
    let as_read = row.row == Some(read) || model.is(Broken::RefundTwice) && row.row.is_some();
    if !as_read || !free_to_go {
        return false;
    }
    let quota = &mut world.quotas[owner];
    if read.is_pending() && !quota.holds(file) && !model.is(Broken::RefundTwice) {
        return false;
    }
    quota.let_go(file);
    quota.free += model.size(file);
    row.row = if model.is(Broken::RowRemoved) { None } else { Some(tombstone) };
    ended(world, file);
    true
}

/// What becoming a tombstone means for the row, but for its state.
pub fn ended(world: &mut World, file: FileId) {
    let row = &mut world.files[file];
    row.due = Due::Collect;
    row.rested = false;
    row.used = false;
    row.refunded = row.refunded.saturating_add(1);
    row.ended = true;
}

//! `files.confirm`, `files.promote` and `files.sweep`: reserved → promoting → stored, begun by whoever
//! comes first, resumed by the sweep.
//!
//! The bucket's event makes the same calls as the client's confirmation: it is one whose answer nobody
//! hears, and so it is a confirmation that dies at its end.

use portfolio::files::FileState;

use super::{Broken, Due, FileId, Uploads, Worker, World, ending::entomb};

/// Who began it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The owner, who hears the answer; or the bucket's event.
    Asked,
    /// The sweep.
    Sweep,
}

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Promote {
    /// The row.
    Row,
    /// Staging, for a reserved row.
    Arrived,
    /// The row becomes promoting.
    Begin,
    /// Staging, for a promoting row.
    Staged,
    /// The first bytes.
    Sniff,
    /// The bytes were something else: the row is ended.
    Mismatch,
    /// The copy into the vault.
    Copy,
    /// The vault, after staging had something or nothing.
    Vault { staged: bool },
    /// The row becomes stored.
    Commit,
    /// The sweep ends the row, whose bytes are nowhere.
    End { state: FileState },
    /// In a broken model: the sweep removes the object before it ends the row.
    Remove { state: FileState },
    /// In a broken model: the tag is taken off.
    Untag,
}

pub fn step(model: &Uploads, world: &mut World, file: FileId, by: By, at: Promote) {
    use Promote::{Arrived, Begin, Commit, Copy, Mismatch, Row, Sniff, Staged, Vault};
    let row = &mut world.files[file];
    let next = match at {
        Row => match row.row {
            Some(FileState::Reserved) => Some(Arrived),
            Some(FileState::Promoting)
                if by == By::Sweep && model.is(Broken::SweepLeavesPromoting) =>
            {
                None
            }
            Some(FileState::Promoting) if model.has_one_bucket() => Some(Vault { staged: true }),
            Some(FileState::Promoting) => Some(Staged),
            Some(FileState::Stored) => {
                row.acknowledged |= by == By::Asked;
                None
            }
            _ => None,
        },
        Arrived if model.is(Broken::OneBucketSweep) && by == By::Sweep && row.time_is_over() => {
            Some(Promote::Remove { state: FileState::Reserved })
        }
        Arrived if row.staged || model.has_one_bucket() && row.vault => Some(Begin),
        Arrived => not_there(row.time_is_over(), by, FileState::Reserved),
        Begin => {
            if row.row == Some(FileState::Reserved) {
                row.row = Some(FileState::Promoting);
                row.lease_over = false;
                row.begun = true;
                let due = !model.is(Broken::PromotingIsNotDue);
                row.due = if due { Due::Pending } else { Due::Nothing };
            }
            Some(Row)
        }
        Staged if row.staged => Some(Sniff),
        Staged if model.is(Broken::LostWithoutLooking) => {
            not_there(row.time_is_over(), by, FileState::Promoting)
        }
        Staged => Some(Vault { staged: false }),
        // A bucket's rule may have removed it since; then the call fails, and is repeated later.
        Sniff if !row.staged => None,
        Sniff if model.is_honest(file) => Some(Copy),
        Sniff => Some(Mismatch),
        Mismatch => {
            entomb(model, world, file, FileState::Promoting, FileState::Mismatched);
            Some(Row)
        }
        Copy => {
            // Only if staging still has it, and nothing lies there yet.
            row.vault |= row.staged;
            let look = !model.is(Broken::CommitWithoutLooking);
            Some(if look { Vault { staged: true } } else { Commit })
        }
        Vault { .. } if row.vault => Some(Commit),
        Vault { staged: true } => None,
        Vault { staged: false } => not_there(row.time_is_over(), by, FileState::Promoting),
        Commit => commit(model, world, file),
        Promote::End { state } => {
            let lost = state == FileState::Promoting;
            let tombstone = if lost { FileState::Lost } else { FileState::Expired };
            entomb(model, world, file, state, tombstone);
            None
        }
        Promote::Remove { state } => {
            row.vault = false;
            Some(Promote::End { state })
        }
        Promote::Untag => {
            row.tag = false;
            Some(Row)
        }
    };
    if let Some(at) = next {
        world.goes_on(Worker::Promote(file, by, at));
    }
}

/// A copy that got no answer: it may land late. Whoever asked for it repeats it, or dies.
pub fn copy_unanswered(world: &mut World, file: FileId, by: By) {
    world.files[file].copying = true;
    world.goes_on(Worker::Promote(file, by, Promote::Copy));
}

/// The sweep ends a row whose time is over; nobody else ends one for being empty.
fn not_there(time_is_over: bool, by: By, state: FileState) -> Option<Promote> {
    (by == By::Sweep && time_is_over).then_some(Promote::End { state })
}

fn commit(model: &Uploads, world: &mut World, file: FileId) -> Option<Promote> {
    let quota = &mut world.quotas[model.owner(file)];
    let row = &mut world.files[file];
    let as_read = row.row == Some(FileState::Promoting);
    if as_read && quota.holds(file) || model.is(Broken::UnconditionalCommit) {
        quota.let_go(file);
        row.row = Some(FileState::Stored);
        row.due = Due::Nothing;
        return Some(if row.tag { Promote::Untag } else { Promote::Row });
    }
    // Somebody else committed or ended it: the next look tells. Without the entry it is an error.
    (!as_read).then_some(Promote::Row)
}

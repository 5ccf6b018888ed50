//! What a student does while a batch is frozen. Every one is a transaction whose conditions cover all
//! that was read before, so that one that comes too late changes nothing: a single step.

use super::{Broken, Submissions, World};

/// What a student does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// `selections.put-…`: selects the item, or leaves it out.
    Choose,
    /// `diverse-performances.update`: other words and the same file. It counts up the selection, so
    /// that a freezing under way reads the item again.
    Reword,
    /// `learning-outcomes.update`: the same bytes in another file, which is all that a selected outcome
    /// takes. It does not count up the selection; the file that is given up tells.
    Reupload,
}

/// What the item says at first, with its second file, and in other words.
pub const FIRST: u8 = 1;
pub const REUPLOADED: u8 = 2;
pub const REWORDED: u8 = 3;

pub fn possible(model: &Submissions, world: &World, student: usize) -> Vec<Deed> {
    let student = &world.students[student];
    if student.frozen_in.is_some() || student.version >= model.changes {
        return Vec::new();
    }
    let mend = model.mending && student.content == FIRST;
    if mend { vec![Deed::Choose, Deed::Reword, Deed::Reupload] } else { vec![Deed::Choose] }
}

pub fn happens(model: &Submissions, world: &mut World, student: usize, deed: Deed) {
    let student = &mut world.students[student];
    match deed {
        Deed::Choose => {
            student.chosen = !student.chosen;
            student.version += 1;
        }
        Deed::Reword => {
            student.content = REWORDED;
            let counted = !model.is(Broken::RewordWithoutCount);
            student.version += u8::from(student.chosen && counted);
        }
        Deed::Reupload if student.file(FIRST).held_by.is_none() => {
            student.file(FIRST).given_up = true;
            student.content = REUPLOADED;
        }
        Deed::Reupload => {}
    }
}

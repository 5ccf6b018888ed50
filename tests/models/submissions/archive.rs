//! The message of an archive: built part by part from the frozen rows, handed over, marked as
//! delivered.

use portfolio::central_submissions::BatchState;

use super::{
    Broken, Ended, PAPERS, Rows, STUDENTS, Stage, Submissions, World, delivering::hand_over,
};

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pack {
    /// The batch.
    Batch,
    /// The archive's item.
    Item,
    /// The rows, and the files in the vault.
    Rows { upload: Option<usize> },
    /// Whether the upload that the item names is still there.
    Resume { rows: Rows, upload: usize },
    /// A new upload.
    Begin { rows: Rows, gone: Option<usize> },
    /// The item names it, unless another was quicker.
    Keep { rows: Rows, gone: Option<usize>, begun: usize },
    /// Which parts are there.
    Parts { rows: Rows, upload: usize },
    /// The part.
    Part { rows: Rows, upload: usize },
    /// The parts are put together.
    Finish { rows: Rows, upload: usize },
    /// The item knows the digest.
    Built { rows: Rows },
    /// The object in the outbox.
    Verify { rows: Rows },
    /// It is sent on.
    Hand { rows: Rows },
    /// The item says so.
    Delivered,
    /// The message of the last step.
    Send,
}

pub fn step(model: &Submissions, world: &mut World, id: usize, at: Pack) -> Result<Pack, Ended> {
    let live = live_rows(world);
    let batch = world.batch_mut(id).ok_or(Ended::Failed)?;
    let outbox = &mut batch.outbox;
    let item = batch.archive.as_mut();
    Ok(match at {
        Pack::Batch => match batch.state {
            BatchState::Frozen | BatchState::Built => Pack::Item,
            // The last step may have lost its message.
            BatchState::Sent if !model.is(Broken::SentIsDone) => Pack::Item,
            _ => return Err(Ended::Done),
        },
        Pack::Item => {
            let item = item.ok_or(Ended::Failed)?;
            match item.built {
                _ if item.delivered => Pack::Send,
                Some(rows) => Pack::Verify { rows },
                None => Pack::Rows { upload: item.upload },
            }
        }
        Pack::Rows { upload } => {
            let rows = if model.is(Broken::LiveRows) { live } else { batch.rows };
            match upload {
                Some(upload) => Pack::Resume { rows, upload },
                None => Pack::Begin { rows, gone: None },
            }
        }
        Pack::Resume { rows, upload } => match outbox.uploads[upload] {
            Some(_) => Pack::Parts { rows, upload },
            None => Pack::Begin { rows, gone: Some(upload) },
        },
        Pack::Begin { rows, gone } => {
            outbox.uploads.push(Some(None));
            Pack::Keep { rows, gone, begun: outbox.uploads.len() - 1 }
        }
        Pack::Keep { rows, gone, begun } => {
            let item = item.ok_or(Ended::Failed)?;
            if item.upload == gone {
                item.upload = Some(begun);
            }
            // Another worker was quicker: on with its upload, or it has finished.
            let upload = item.upload.ok_or(Ended::Failed)?;
            Pack::Parts { rows, upload }
        }
        Pack::Parts { rows, upload } => match outbox.uploads[upload] {
            Some(Some(there)) if there == rows => Pack::Finish { rows, upload },
            _ => Pack::Part { rows, upload },
        },
        Pack::Part { rows, upload } => {
            let part = outbox.uploads[upload].as_mut().ok_or(Ended::Failed)?;
            *part = Some(rows);
            if model.is(Broken::DeliveredBeforeFinished) {
                item.ok_or(Ended::Failed)?.delivered = true;
            }
            Pack::Finish { rows, upload }
        }
        Pack::Finish { rows, upload } => {
            let part = outbox.uploads[upload].take().ok_or(Ended::Failed)?;
            outbox.archive = part;
            Pack::Built { rows }
        }
        Pack::Built { rows } => {
            let item = item.ok_or(Ended::Failed)?;
            (item.built, item.upload) = (Some(rows), None);
            Pack::Verify { rows }
        }
        Pack::Verify { rows } => {
            // S3 has no digest of the whole of an object of several parts: its size is compared.
            outbox.archive.ok_or(Ended::Failed)?;
            Pack::Hand { rows }
        }
        Pack::Hand { .. } => {
            let bytes = outbox.archive.ok_or(Ended::Failed)?;
            hand_over(model, world, id, PAPERS, bytes);
            Pack::Delivered
        }
        Pack::Delivered => {
            item.ok_or(Ended::Failed)?.delivered = true;
            Pack::Send
        }
        Pack::Send => {
            batch.send(Stage::Deliver);
            return Err(Ended::Done);
        }
    })
}

/// What is selected now, in whatever batch.
fn live_rows(world: &World) -> Rows {
    let mut rows = [0; STUDENTS];
    for (row, student) in rows.iter_mut().zip(&world.students) {
        *row = if student.chosen { student.content } else { 0 };
    }
    rows
}

use portfolio::{
    BatchId, SchoolCode, SchoolYear, central_submissions::BatchState, selections::Roster,
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{BatchFile, Receipt, SubmissionBatch};

use super::pre_check::{Checked, ProblemView};

/// A batch as the clerk sees it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BatchView {
    #[schemars(with = "String")]
    id: BatchId,
    #[schemars(with = "String")]
    school: SchoolCode,
    #[schemars(with = "u16")]
    year: SchoolYear,
    #[schemars(with = "String")]
    roster: Roster,
    #[schemars(with = "String")]
    state: BatchState,
    version: u64,
    counts: Counts,
    /// The pre-check's problems, while the batch is open: the first 500, those that forbid freezing
    /// before the others.
    problems: Vec<ProblemView>,
    /// The Merkle root over rows and files, 64 hexadecimal digits.
    root: Option<String>,
    previous_root: Option<String>,
    sequence: u64,
    signature: Option<SignatureView>,
    files: Vec<FileOfBatch>,
    created_at: String,
    frozen_at: Option<String>,
    sent_at: Option<String>,
}

/// How many of what.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    items: u32,
    files: u32,
    received: u32,
    rejected: u32,
    missing: u32,
    /// All problems of the pre-check.
    problems: usize,
    /// Those of them that forbid freezing.
    forbidding: usize,
}

/// Who signed, and the signature.
#[derive(Debug, Serialize, JsonSchema)]
struct SignatureView {
    key_id: String,
    /// Ed25519, base64.
    signature: String,
}

/// A container that was delivered.
#[derive(Debug, Serialize, JsonSchema)]
struct FileOfBatch {
    name: String,
    size: u64,
    sha256: String,
}

/// The batch, with the pre-check's answer where there is one.
pub fn view(batch: SubmissionBatch, checked: Option<Checked>) -> BatchView {
    let counts = Counts {
        items: checked.as_ref().map_or(batch.items, |checked| checked.items),
        files: checked.as_ref().map_or(batch.original_files, |checked| checked.files),
        received: batch.received,
        rejected: batch.rejected,
        missing: batch.missing,
        problems: checked.as_ref().map_or(0, |checked| checked.found),
        forbidding: checked.as_ref().map_or(0, |checked| checked.forbidding),
    };
    let file =
        |file: BatchFile| FileOfBatch { name: file.name, size: file.size, sha256: file.sha256 };
    let signature =
        |signed: Receipt| SignatureView { key_id: signed.key_id, signature: signed.signature };
    BatchView {
        id: batch.id,
        school: batch.school,
        year: batch.year,
        roster: batch.roster,
        state: batch.state,
        version: batch.version,
        counts,
        problems: checked.map(|checked| checked.problems).unwrap_or_default(),
        root: batch.root,
        previous_root: batch.previous_root,
        sequence: batch.sequence,
        signature: batch.signature.map(signature),
        files: batch.files.into_iter().map(file).collect(),
        created_at: wire_time(batch.created_at),
        frozen_at: batch.frozen_at.map(wire_time),
        sent_at: batch.sent_at.map(wire_time),
    }
}

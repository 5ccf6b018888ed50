//! Central submission (提交中央資料庫): what is checked, frozen, packed, signed and reconciled when a
//! school sends what its students selected to the ministry's database.
//!
//! The rosters follow the sheets and columns that schools and the central database exchange. How
//! the ministry takes them over the wire, what its pre-check reports look like and how its receipts
//! are laid out is not public: the package, the manifest and the receipt's layout here are ours.

mod batch;
mod canonical;
mod chain;
mod data_key;
mod digest;
mod item_id;
mod manifest;
mod merkle;
mod outcome_sheet;
mod package_path;
mod package_refusal;
mod pre_check;
mod problem;
mod receipt;
mod reconciliation;
mod rows;
#[cfg(test)]
mod samples;
mod scope;
mod sentence;
mod shards;
mod workbook;
mod zip;

pub use batch::{BatchRefusal, BatchState, Step, advance};
pub use canonical::canonical_json;
pub use chain::{ChainBreak, ChainLink, verify_chain};
pub use data_key::DataKey;
pub use digest::Digest;
pub use item_id::ItemId;
pub use manifest::{Manifest, idempotency_key};
pub use merkle::{inclusion_proof, leaf_hash, merkle_root, verify_inclusion};
pub use outcome_sheet::{OutcomeSheet, outcome_columns, outcome_sheet_names};
pub use package_path::{FileRole, PackagePath};
pub use package_refusal::PackageRefusal;
pub use pre_check::{Candidate, CandidateContent, CandidateFile, CandidateStudent, problems};
pub use problem::{Problem, ProblemKind};
pub use receipt::{
    LineCode, LineProblem, MAX_LINE_PROBLEMS, REASON_CHARACTERS, Receipt, ReceiptRefusal, Verdict,
    parse_receipt,
};
pub use reconciliation::{Reconciliation, RowResult, UnknownKey, reconcile};
pub use rows::{
    FrozenContent, FrozenFile, FrozenOutcome, FrozenPerformance, FrozenRow, FrozenStudent,
};
pub use scope::Scope;
pub use shards::{FileInShard, FileMismatch, MAX_SHARD_BYTES, Shard, plan};
pub use workbook::{LAYOUT_VERSION, workbook};
pub use zip::{
    MAX_ENTRIES, ZipEntry, central_directory, central_directory_bytes, local_header,
    local_header_bytes,
};

//! `POST /api/schools/{school}/central-submissions/{batch}/receipts` — 匯入收訖明細: every row ends as
//! received, rejected or missing.
//!
//! The roster's submitter. The receipt is a stored file of the caller's. Safe to repeat; a later
//! receipt replaces what it names.

use std::collections::BTreeMap;

use futures::{TryStreamExt, stream};
use portfolio::{
    FieldCode, FieldProblem, FileId,
    account::Role,
    central_submissions::{
        BatchState, DataKey, Digest, LineProblem, Receipt, Reconciliation, RowResult as Verdict,
        advance, parse_receipt, reconcile,
    },
    files::{FileState, Purpose},
    mutant,
};
use runtime::{
    Call, Callers, Function, Language, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{
    Condition, StoreError, Write,
    items::{FrozenItem, RowResult, StoredFile, SubmissionBatch},
    objects::object_key,
};

use super::rights;

pub const FUNCTION: Function = Function {
    name: "central-submissions.import-receipt",
    term: "匯入收訖明細",
    summary: "Imports a receipt: every row ends as received, rejected or missing.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/schools/{school}/central-submissions/{batch}/receipts",
        callers: Callers::SignedIn(&[Role::OutcomeSubmitter, Role::PerformanceSubmitter]),
        query: &[],
        body: Some(schema::<ImportRequest>),
        status: 200,
        answer: Some(schema::<Imported>),
        refusals: &["receipt.not_utf8", "receipt.header", "submission.wrong_state"],
        handle: |call| Box::pin(import_receipt(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::VaultRead,
    ],
    memory_mb: 512,
    timeout_s: 29,
};

/// Rows of one transaction, and transactions at once.
const ROWS: usize = 50;
const AT_ONCE: usize = 4;
/// How often the rows are read: twice where they are written, again for each other import meanwhile.
const ROUNDS: usize = 6;

/// The stored file.
#[derive(Deserialize, JsonSchema)]
struct ImportRequest {
    #[schemars(with = "String")]
    file_id: FileId,
}

/// The most lines of each sort that an answer names: those of a wrong file may be more than a Lambda
/// function can answer (6 MB).
const NAMED: usize = 500;

/// How many rows are what, and what of the receipt could not be used.
#[derive(Serialize, JsonSchema)]
struct Imported {
    #[schemars(with = "String")]
    state: BatchState,
    counts: ReceiptCounts,
    /// Lines that name no row of the batch, the first 500.
    unknown: Vec<UnknownLine>,
    /// Lines that cannot be read, the first 500; they say nothing of any row.
    problems: Vec<LineView>,
}

/// The counts of the batch.
#[derive(Serialize, JsonSchema)]
struct ReceiptCounts {
    items: usize,
    received: usize,
    rejected: usize,
    missing: usize,
    /// All lines that name no row.
    unknown: usize,
    /// All lines that cannot be read.
    problems: usize,
}

/// A line that names no row of the batch.
#[derive(Serialize, JsonSchema)]
struct UnknownLine {
    line: u64,
    data_key: String,
}

/// A line that cannot be read.
#[derive(Serialize, JsonSchema)]
struct LineView {
    line: u64,
    code: &'static str,
    message: &'static str,
}

async fn import_receipt(call: Call) -> Result<Reply, Problem> {
    let mut batch = rights::batch(&call).await?;
    let request: ImportRequest = call.body()?;
    let bytes = read_file(&call, request.file_id).await?;
    let receipt = parse_receipt(&bytes)?;
    for _ in 0..ROUNDS {
        let items = rows_of(&call, &batch).await?;
        let known: BTreeMap<DataKey, Verdict> = items.iter().filter_map(known).collect();
        let outcome = reconcile(&known, &receipt);
        let state = advance(batch.state, outcome.step())?;
        // The counts are taken from rows that needed no writing any more, so that they are those of
        // the rows whoever else imports meanwhile, and wherever an earlier import stopped.
        let written = save_rows(&call, &items, &outcome).await?;
        let settled = written == 0 || mutant("count-before-the-rows");
        if settled && save_batch(&call, &batch, state, &outcome).await? {
            return Ok(Reply::ok(imported(state, &outcome, &receipt, call.language())));
        }
        batch = rights::batch(&call).await?;
    }
    Err(Problem::unavailable("the rows changed under every attempt"))
}

fn imported(
    state: BatchState,
    outcome: &Reconciliation,
    receipt: &Receipt,
    language: Language,
) -> Imported {
    let unknown = outcome
        .unknown
        .iter()
        .map(|unknown| UnknownLine { line: unknown.line, data_key: unknown.data_key.to_string() });
    let problems = receipt.problems.iter().map(|LineProblem { line, code }| LineView {
        line: *line,
        code: code.code(),
        message: match language {
            Language::Chinese => code.sentence(),
            Language::English => code.sentence_en(),
        },
    });
    Imported {
        state,
        counts: ReceiptCounts {
            items: outcome.results.len(),
            received: outcome.received(),
            rejected: outcome.rejected(),
            missing: outcome.missing(),
            unknown: outcome.unknown.len(),
            problems: receipt.problem_count,
        },
        unknown: unknown.take(NAMED).collect(),
        problems: problems.take(NAMED).collect(),
    }
}

async fn rows_of(call: &Call, batch: &SubmissionBatch) -> Result<Vec<FrozenItem>, Problem> {
    let partition = FrozenItem::partition(batch.id);
    let found = call.table().partition(&partition, FrozenItem::PREFIX).await?;
    Ok(found.all(FrozenItem::PREFIX)?)
}

async fn read_file(call: &Call, file: FileId) -> Result<bytes::Bytes, Problem> {
    let unknown = || Problem::field(FieldProblem::new("file_id", FieldCode::UnknownValue));
    if call.actor()?.account != file.owner {
        return Err(unknown());
    }
    let row: Option<StoredFile> = call.table().get(&StoredFile::at(file)).await?;
    let usable =
        |row: &StoredFile| row.state == FileState::Stored && row.purpose == Purpose::CentralReceipt;
    let row = row.filter(usable).ok_or_else(unknown)?;
    let bytes = call.vault().read(&object_key(file), row.vault_version.as_deref()).await?;
    // Half a receipt would make missing what was received.
    if Digest::of(&bytes).to_string() != row.sha256 {
        return Err(Problem::unavailable("the receipt's bytes are others than were stored"));
    }
    Ok(bytes)
}

fn known(item: &FrozenItem) -> Option<(DataKey, Verdict)> {
    let result = match item.result {
        RowResult::Waiting => Verdict::Waiting,
        RowResult::Received => Verdict::Received,
        RowResult::Rejected => {
            Verdict::Rejected { reason: item.reason.clone().unwrap_or_default() }
        }
        RowResult::Missing => Verdict::Missing,
    };
    Some((item.data_key.parse().ok()?, result))
}

/// Writes the rows whose result is another than before. How many.
async fn save_rows(
    call: &Call,
    items: &[FrozenItem],
    outcome: &Reconciliation,
) -> Result<usize, Problem> {
    let mut writes = Vec::new();
    for item in items {
        let Some((key, before)) = known(item) else { continue };
        let Some(after) = outcome.results.get(&key).filter(|after| **after != before) else {
            continue;
        };
        let (result, reason) = match after {
            Verdict::Waiting => (RowResult::Waiting, None),
            Verdict::Received => (RowResult::Received, None),
            Verdict::Rejected { reason } => (RowResult::Rejected, Some(reason.clone())),
            Verdict::Missing => (RowResult::Missing, None),
        };
        let write = Write::update("row", FrozenItem::at(item.batch, &item.data_key))
            .set("result", result)
            .set("reason", reason)
            // What another receipt has said meanwhile is not overwritten by what this one leaves out.
            .when(Condition::equals("result", item.result).unless(mutant("import-over-another")));
        writes.push(write);
    }
    let batches: Vec<Vec<Write>> = writes.chunks(ROWS).map(<[Write]>::to_vec).collect();
    let table = call.table();
    stream::iter(batches.into_iter().map(Ok))
        .try_for_each_concurrent(AT_ONCE, async |batch| match table.transact(batch).await {
            // Read again, these rows are decided anew.
            Err(StoreError::Conflict(_)) | Ok(()) => Ok(()),
            Err(error) => Err(error),
        })
        .await?;
    Ok(writes.len())
}

/// Writes what the rows mean for the batch. `false` where it has changed since it was read.
async fn save_batch(
    call: &Call,
    batch: &SubmissionBatch,
    state: BatchState,
    outcome: &Reconciliation,
) -> Result<bool, Problem> {
    let [received, rejected, missing] =
        [outcome.received(), outcome.rejected(), outcome.missing()].map(count);
    let stands = (batch.state, batch.received, batch.rejected, batch.missing);
    if stands == (state, received, rejected, missing) {
        return Ok(true);
    }
    let version = batch.version + 1;
    let next = SubmissionBatch { state, received, rejected, missing, version, ..batch.clone() };
    if mutant("import-and-forget-the-batch") {
        return Ok(true);
    }
    match call.table().write(Write::replace("batch", &next, batch.version)?).await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

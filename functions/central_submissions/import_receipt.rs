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
        DataKey, Reconciliation, RowResult as Verdict, advance, parse_receipt, reconcile,
    },
    files::{FileState, Purpose},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{
    Write,
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
        refusals: &[
            "receipt.too_large",
            "receipt.not_utf8",
            "receipt.header",
            "submission.wrong_state",
            "conflict",
        ],
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

/// The stored file.
#[derive(Deserialize, JsonSchema)]
struct ImportRequest {
    #[schemars(with = "String")]
    file_id: FileId,
}

/// How many rows are what, and what of the receipt could not be used.
#[derive(Serialize, JsonSchema)]
struct Imported {
    #[schemars(with = "String")]
    state: portfolio::central_submissions::BatchState,
    counts: ReceiptCounts,
    /// Lines that name no row of the batch.
    unknown: Vec<UnknownLine>,
    /// Lines that cannot be read; they say nothing of any row.
    problems: Vec<LineView>,
}

/// The counts of the batch.
#[derive(Serialize, JsonSchema)]
struct ReceiptCounts {
    items: usize,
    received: usize,
    rejected: usize,
    missing: usize,
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
}

async fn import_receipt(call: Call) -> Result<Reply, Problem> {
    let batch = rights::batch(&call).await?;
    let request: ImportRequest = call.body()?;
    let bytes = read_file(&call, request.file_id).await?;
    let receipt = parse_receipt(&bytes)?;
    let partition = FrozenItem::partition(batch.id);
    let found = call.table().partition(&partition, FrozenItem::PREFIX).await?;
    let items: Vec<FrozenItem> = found.all(FrozenItem::PREFIX)?;
    let known: BTreeMap<DataKey, Verdict> = items.iter().filter_map(known).collect();
    let outcome = reconcile(&known, &receipt);
    let state = advance(batch.state, outcome.step())?;
    save_rows(&call, &items, &outcome).await?;
    let next = SubmissionBatch {
        state,
        received: count(outcome.received()),
        rejected: count(outcome.rejected()),
        missing: count(outcome.missing()),
        version: batch.version + 1,
        ..batch.clone()
    };
    call.table().write(Write::replace("batch", &next, batch.version)?).await?;
    let unknown = outcome
        .unknown
        .iter()
        .map(|unknown| UnknownLine { line: unknown.line, data_key: unknown.data_key.to_string() });
    let problems = receipt
        .problems
        .iter()
        .map(|problem| LineView { line: problem.line, code: problem.code.code() });
    Ok(Reply::ok(Imported {
        state,
        counts: ReceiptCounts {
            items: items.len(),
            received: outcome.received(),
            rejected: outcome.rejected(),
            missing: outcome.missing(),
        },
        unknown: unknown.collect(),
        problems: problems.collect(),
    }))
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
    Ok(call.vault().read(&object_key(file), row.vault_version.as_deref()).await?)
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

/// Writes the rows whose result is another than before.
async fn save_rows(
    call: &Call,
    items: &[FrozenItem],
    outcome: &Reconciliation,
) -> Result<(), Problem> {
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
            .set("reason", reason);
        writes.push(write);
    }
    let batches: Vec<Vec<Write>> = writes.chunks(ROWS).map(<[Write]>::to_vec).collect();
    let table = call.table();
    stream::iter(batches.into_iter().map(Ok))
        .try_for_each_concurrent(AT_ONCE, |batch| table.transact(batch))
        .await?;
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

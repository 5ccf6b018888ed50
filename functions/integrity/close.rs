use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::civil::Date;
use portfolio::{
    central_submissions::{Digest, canonical_json, leaf_hash, merkle_root},
    integrity::{Report, Tallies, total},
};
use runtime::{Environment, Failure};
use serde_json::json;
use store::{
    Item, StoreError, Write,
    items::{IntegrityDifference, IntegrityPart, IntegrityReport, Receipt, SignedReport},
};

use super::{
    memory::{Memory, differences},
    missed,
    night::Step,
};

/// How far back a report is looked for: nights that were never signed are passed over.
const LOOKED_BACK: i32 = 60;

/// The latest signed report of an earlier day.
pub async fn report_before(
    env: &Environment,
    date: Date,
) -> Result<Option<IntegrityReport>, Failure> {
    let (partition, prefix) = (IntegrityReport::PARTITION, IntegrityReport::PREFIX);
    let before = IntegrityReport::sort(date);
    let page = env.table().page_back(partition, prefix, Some(&before), LOOKED_BACK).await?;
    let reports: Vec<IntegrityReport> = page.found.all(prefix)?;
    Ok(reports.into_iter().find(|report| report.signed.is_some()))
}

/// Signs the night's report, once every part is done. Whatever is repeated gives the same bytes.
pub async fn close(env: &Environment, night: IntegrityReport) -> Result<(), Failure> {
    let Some(parts) = parts(env, &night).await? else { return Ok(()) };
    let previous = report_before(env, night.date).await?;
    let memory = Memory::read(env, night.date).await?;
    let owed = missed::look(env, &night, &memory).await?;
    let night = IntegrityReport { kept: Some(memory.kept() + owed), ..night };
    let differences = differences(env, night.date).await?;
    let previous = previous.and_then(|report| report.signed).map(|signed| signed.report.digest());
    let report = written(night.date, &parts, &memory.tallies, &differences, previous);
    sign(env, night, report).await
}

/// The night's parts; none while one is missing.
async fn parts(
    env: &Environment,
    night: &IntegrityReport,
) -> Result<Option<Vec<IntegrityPart>>, Failure> {
    let partition = IntegrityPart::partition(night.date);
    let found = env.table().partition(&partition, IntegrityPart::PREFIX).await?;
    let parts: Vec<IntegrityPart> = found.all(IntegrityPart::PREFIX)?;
    let is_done = |step: Step| parts.iter().any(|part| part.name == step.name());
    let complete = Step::parts(night.shards).all(is_done);
    Ok(complete.then_some(parts))
}

fn written(
    date: Date,
    parts: &[IntegrityPart],
    tallies: &Tallies,
    differences: &[IntegrityDifference],
    previous: Option<Digest>,
) -> Report {
    let (files, bytes, roots) = total(tallies);
    let mut counts = BTreeMap::new();
    for difference in differences {
        *counts.entry(difference.kind).or_default() += 1;
    }
    let leaves: Vec<Digest> =
        differences.iter().map(|one| leaf_hash(one.key().sk.as_bytes())).collect();
    Report {
        date,
        previous,
        files,
        bytes,
        rows_root: roots.rows,
        vault_root: roots.vault,
        replica_root: roots.replica,
        reread_files: parts.iter().map(|part| part.reread_files).sum(),
        reread_bytes: parts.iter().map(|part| part.reread_bytes).sum(),
        differences: counts,
        differences_root: merkle_root(&leaves),
        weaknesses: parts.iter().flat_map(|part| part.weaknesses.clone()).collect(),
    }
}

/// Signs, puts the report beside what was delivered, and then into the table.
async fn sign(env: &Environment, night: IntegrityReport, report: Report) -> Result<(), Failure> {
    let signer = env.secrets.receipts()?;
    let text = report.bytes_to_sign();
    let signature = Receipt { key_id: signer.key_id().to_owned(), signature: signer.sign(&text) };
    write_out(env, &report, &signature, text).await?;
    tell(&report);
    let signed = SignedReport { report, signature, signed_at: env.clock.now() };
    let version = night.version;
    let night = IntegrityReport { signed: Some(signed), version: version + 1, ..night };
    match env.table().write(Write::replace("report", &night, version)?).await {
        // Two parts may have ended at once: one of them signed.
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The report as a file, with what verifies it: whoever doubts the table asks the bucket.
async fn write_out(
    env: &Environment,
    report: &Report,
    signature: &Receipt,
    text: Vec<u8>,
) -> Result<(), Failure> {
    let signed = String::from_utf8(text).map_err(|error| Failure(error.to_string()))?;
    let file = canonical_json(&json!({
        "key_id": signature.key_id,
        "signature": signature.signature,
        "signed": signed,
    }));
    let sha256 = Digest::of(file.as_bytes()).to_string();
    let key = format!("integrity/{}.json", report.date);
    Ok(env.outbox().write(&key, Bytes::from(file), &sha256).await?)
}

/// Alarms listen to these lines.
fn tell(report: &Report) {
    let Report { date, files, bytes, reread_files, reread_bytes, .. } = report;
    tracing::info!(%date, files, bytes, reread_files, reread_bytes, "the integrity report is signed");
    if !report.is_sound() {
        let differences: u64 = report.differences.values().sum();
        let weaknesses = report.weaknesses.len();
        tracing::error!(%date, differences, weaknesses, "the nightly comparison found differences");
    }
}

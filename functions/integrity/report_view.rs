use portfolio::{
    AccountId,
    integrity::{ACKNOWLEDGED_BY, Report},
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{IntegrityReport, SignedReport};

/// A night's report as lists show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IntegrityReportView {
    /// The day in Taipei.
    date: String,
    begun_at: String,
    /// What was found; nothing while the comparison is under way.
    signed: Option<SignedReportView>,
    /// Who has seen it, in their order.
    acknowledgements: Vec<AcknowledgementView>,
    /// Whether enough people have seen it.
    acknowledged: bool,
}

/// What a night found, with its signature: Ed25519 over `text`, with one of the published receipt
/// keys.
#[derive(Debug, Serialize, JsonSchema)]
struct SignedReportView {
    /// To be sent back with the acknowledgement: SHA-256 of `text`.
    digest: String,
    signed_at: String,
    /// Whether nothing differs, nothing is weak, and the three roots are one.
    sound: bool,
    files: u64,
    bytes: u64,
    /// Merkle roots over what rows, vault and second copy say.
    rows_root: String,
    vault_root: String,
    replica_root: String,
    /// What was read again.
    reread_files: u64,
    reread_bytes: u64,
    differences: Vec<DifferenceCount>,
    weaknesses: Vec<WeaknessView>,
    /// The digest of the report before it.
    previous: Option<String>,
    /// What is signed.
    text: String,
    key_id: String,
    /// Base64.
    signature: String,
}

/// How many differences of one kind.
#[derive(Debug, Serialize, JsonSchema)]
struct DifferenceCount {
    kind: &'static str,
    /// Whether the owners lack something now.
    loss: bool,
    count: u64,
}

/// A setting that protects less than it should.
#[derive(Debug, Serialize, JsonSchema)]
struct WeaknessView {
    place: &'static str,
    weakness: &'static str,
}

/// Somebody has seen a report.
#[derive(Debug, Serialize, JsonSchema)]
struct AcknowledgementView {
    #[schemars(with = "String")]
    account: AccountId,
    at: String,
}

impl From<IntegrityReport> for IntegrityReportView {
    fn from(report: IntegrityReport) -> Self {
        let acknowledgements = report
            .acknowledgements
            .iter()
            .map(|one| AcknowledgementView { account: one.account, at: wire_time(one.at) });
        Self {
            date: report.date.to_string(),
            begun_at: wire_time(report.begun_at),
            acknowledgements: acknowledgements.collect(),
            acknowledged: report.acknowledgements.len() >= ACKNOWLEDGED_BY,
            signed: report.signed.map(signed),
        }
    }
}

fn signed(signed: SignedReport) -> SignedReportView {
    let SignedReport { report, signature, signed_at } = signed;
    let text = String::from_utf8_lossy(&report.bytes_to_sign()).into_owned();
    let (digest, sound) = (report.digest().to_string(), report.is_sound());
    let Report { files, bytes, reread_files, reread_bytes, .. } = report;
    SignedReportView {
        digest,
        signed_at: wire_time(signed_at),
        sound,
        files,
        bytes,
        rows_root: report.rows_root.to_string(),
        vault_root: report.vault_root.to_string(),
        replica_root: report.replica_root.to_string(),
        reread_files,
        reread_bytes,
        differences: report
            .differences
            .into_iter()
            .map(|(kind, count)| DifferenceCount { kind: kind.name(), loss: kind.is_loss(), count })
            .collect(),
        weaknesses: report
            .weaknesses
            .into_iter()
            .map(|(place, weak)| WeaknessView { place: place.name(), weakness: weak.name() })
            .collect(),
        previous: report.previous.map(|digest| digest.to_string()),
        text,
        key_id: signature.key_id,
        signature: signature.signature,
    }
}

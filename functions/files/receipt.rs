use jiff::Timestamp;
use portfolio::FileId;
use runtime::{Signer, wire_time};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Receipt, StoredFile};

/// What the owner keeps as proof that the file was taken. Anybody can verify it with the published
/// key and public tools: the signature is Ed25519 over the UTF-8 text of five lines,
/// `name\nsize\nsha256\naccepted_at\nkey_id`, without a line break at the end.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReceiptView {
    name: String,
    /// Bytes.
    size: u64,
    /// 64 lower-case hexadecimal digits.
    sha256: String,
    accepted_at: String,
    key_id: String,
    /// Base64.
    signature: String,
}

/// A file that is stored, with its receipt.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Confirmed {
    #[schemars(with = "String")]
    pub file_id: FileId,
    pub state: &'static str,
    pub receipt: Option<ReceiptView>,
}

/// Signs the receipt of a file that is accepted now.
pub fn sign(signer: &Signer, file: &StoredFile, accepted_at: Timestamp) -> Receipt {
    let key_id = signer.key_id().to_owned();
    let signature = signer.sign(text(file, accepted_at, &key_id).as_bytes());
    Receipt { key_id, signature }
}

fn text(file: &StoredFile, accepted_at: Timestamp, key_id: &str) -> String {
    let StoredFile { name, size, sha256, .. } = file;
    format!("{name}\n{size}\n{sha256}\n{}\n{key_id}", wire_time(accepted_at))
}

/// The answer for a stored file.
pub fn confirmed(file: &StoredFile) -> Confirmed {
    let receipt = file.receipt.as_ref().zip(file.accepted_at).map(|(receipt, at)| ReceiptView {
        name: file.name.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
        accepted_at: wire_time(at),
        key_id: receipt.key_id.clone(),
        signature: receipt.signature.clone(),
    });
    Confirmed { file_id: file.file, state: file.state.name(), receipt }
}

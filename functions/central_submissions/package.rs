use bytes::Bytes;
use portfolio::central_submissions::{
    ChainLink, Digest, FrozenRow, MAX_SHARD_BYTES, Manifest, canonical_json, plan, workbook,
};
use runtime::{Environment, Failure};
use serde_json::json;
use store::{
    StoreError, Write,
    items::{BatchFile, Receipt, SubmissionBatch, SubmissionChain, SubmissionShard},
};

use super::{freeze_rows::hold_files, rows::rows_of, show};

/// Where the files of a batch lie in the outbox.
pub fn outbox_key(batch: &SubmissionBatch, name: &str) -> String {
    format!("{}/{}/{}/{name}", batch.school, batch.year, batch.id)
}

/// Holds the files, signs the root, and plans the archives: everything that follows from the frozen
/// rows alone. A batch that is planned already is answered as it is.
pub async fn plan_package(
    env: &Environment,
    batch: &SubmissionBatch,
) -> Result<SubmissionBatch, Failure> {
    if batch.root.is_some() {
        return Ok(batch.clone());
    }
    let rows = rows_of(env, batch).await?;
    let keys = rows.iter().flat_map(FrozenRow::files).map(|(_, file)| file.object_key.as_str());
    hold_files(env, keys).await?;
    let manifest = Manifest::of(&rows).map_err(refused)?;
    let shards = plan(&rows, MAX_SHARD_BYTES).map_err(refused)?;
    for shard in &shards {
        let item = SubmissionShard {
            batch: batch.id,
            number: shard.number,
            name: show::scope(batch).shard_name(shard.number),
            size: shard.size,
            upload: None,
            sha256: None,
            delivered: false,
        };
        match env.table().write(Write::create("shard", &item)?).await {
            Ok(()) | Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let files: usize = rows.iter().map(|row| row.files().count()).sum();
    sign(env, batch, &manifest, rows.len(), files, shards.len()).await
}

/// Puts the root into the school's chain: one transaction of the batch and the chain's end.
async fn sign(
    env: &Environment,
    batch: &SubmissionBatch,
    manifest: &Manifest,
    items: usize,
    files: usize,
    shards: usize,
) -> Result<SubmissionBatch, Failure> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let chain: Option<SubmissionChain> =
        env.table().get(&SubmissionChain::at(&batch.school)).await?;
    let previous = chain.as_ref().map(|chain| &chain.link);
    let link = ChainLink::after(previous, show::scope(batch), manifest.root());
    let signer = env.secrets.submissions()?;
    let signature = signer.sign(&link.bytes_to_sign());
    let signed = SubmissionBatch {
        items: count(items),
        original_files: count(files),
        shards: count(shards),
        root: Some(link.root.to_string()),
        previous_root: link.previous_root.map(|root| root.to_string()),
        sequence: link.sequence,
        signature: Some(Receipt { key_id: signer.key_id().to_owned(), signature }),
        version: batch.version + 1,
        ..batch.clone()
    };
    let version = chain.map_or(0, |chain| chain.version);
    let chain = SubmissionChain { school: batch.school.clone(), link, version: version + 1 };
    let writes = vec![
        Write::replace("batch", &signed, batch.version)?,
        Write::replace("chain", &chain, version)?,
    ];
    // A conflict means that another worker has planned, or another roster has been signed: the
    // message comes again and finds out.
    env.table().transact(writes).await?;
    Ok(signed)
}

/// Writes roster, signature and manifest to the outbox. The manifest is the last: who has it, has
/// everything that it names.
pub async fn write_papers(
    env: &Environment,
    batch: &SubmissionBatch,
) -> Result<Vec<BatchFile>, Failure> {
    let rows = rows_of(env, batch).await?;
    let scope = show::scope(batch);
    let manifest = Manifest::of(&rows).map_err(refused)?;
    if Some(manifest.root().to_string()) != batch.root {
        return Err(Failure("the rows are not those that were signed".to_owned()));
    }
    let papers = [
        (scope.workbook_name(), workbook(&scope, &rows).map_err(refused)?),
        (scope.signature_name(), signature_of(batch)?),
        (scope.manifest_name(), manifest.to_bytes()),
    ];
    let mut files = Vec::new();
    for (name, bytes) in papers {
        let sha256 = Digest::of(&bytes).to_string();
        let size = bytes.len() as u64;
        let key = outbox_key(batch, &name);
        env.outbox().write(&key, Bytes::from(bytes), &sha256).await?;
        files.push(BatchFile { name, size, sha256 });
    }
    Ok(files)
}

/// The signed link of the school's chain, with what is needed to verify it.
fn signature_of(batch: &SubmissionBatch) -> Result<Vec<u8>, Failure> {
    let unsigned = || Failure("the batch is not signed".to_owned());
    let digest = |text: &String| text.parse::<Digest>().map_err(|_| unsigned());
    let link = ChainLink {
        scope: show::scope(batch),
        sequence: batch.sequence,
        previous_root: batch.previous_root.as_ref().map(digest).transpose()?,
        root: batch.root.as_ref().map(digest).ok_or_else(unsigned)??,
    };
    let signature = batch.signature.as_ref().ok_or_else(unsigned)?;
    let signed = String::from_utf8(link.bytes_to_sign()).map_err(|_| unsigned())?;
    let signature = json!({
        "key_id": signature.key_id,
        "signature": signature.signature,
        "signed": signed,
    });
    Ok(canonical_json(&signature).into_bytes())
}

/// A refusal of the package's rules is a fault of the data that the pre-check let through.
pub fn refused(refusal: impl std::fmt::Debug) -> Failure {
    Failure(format!("the package cannot be made: {refusal:?}"))
}

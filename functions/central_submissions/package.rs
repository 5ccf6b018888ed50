use bytes::Bytes;
use portfolio::{
    central_submissions::{
        ChainLink, Digest, FrozenRow, MAX_SHARD_BYTES, Manifest, Shard, canonical_json, plan,
        workbook,
    },
    mutant,
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

/// Holds the files, plans the archives and signs the root: everything that follows from the frozen
/// rows alone. Fails where another worker has taken the batch over.
pub async fn plan_package(
    env: &Environment,
    batch: &SubmissionBatch,
) -> Result<SubmissionBatch, Failure> {
    let rows = rows_of(env, batch).await?;
    let keys = rows.iter().flat_map(FrozenRow::files).map(|(_, file)| file.object_key.as_str());
    hold_files(env, keys).await?;
    let root = Manifest::of(&rows).map_err(refused)?.root();
    let shards = plan(&rows, MAX_SHARD_BYTES).map_err(refused)?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let planned = SubmissionBatch {
        items: count(rows.len()),
        original_files: count(rows.iter().map(|row| row.files().count()).sum()),
        shards: count(shards.len()),
        version: batch.version + 1,
        ..batch.clone()
    };
    sign(env, planned, root, &shards).await
}

/// How often the end of the chain is read where other rosters of the school are signed meanwhile.
const ROUNDS: usize = 8;

/// Puts the root into the school's chain: one transaction of the batch, as this worker took it up,
/// its archives, and the chain's end.
async fn sign(
    env: &Environment,
    planned: SubmissionBatch,
    root: Digest,
    shards: &[Shard],
) -> Result<SubmissionBatch, Failure> {
    let signer = env.secrets.submissions()?;
    for _ in 0..ROUNDS {
        let at = SubmissionChain::at(&planned.school);
        let chain: Option<SubmissionChain> = env.table().get(&at).await?;
        let previous = chain.as_ref().map(|chain| &chain.link);
        let link = ChainLink::after(previous, show::scope(&planned), root);
        let signature = signer.sign(&link.bytes_to_sign());
        let signed = SubmissionBatch {
            root: Some(link.root.to_string()),
            previous_root: link.previous_root.map(|root| root.to_string()),
            sequence: link.sequence,
            signature: Some(Receipt { key_id: signer.key_id().to_owned(), signature }),
            ..planned.clone()
        };
        let version = chain.map_or(0, |chain| chain.version);
        let chain = SubmissionChain { school: planned.school.clone(), link, version: version + 1 };
        let end = match mutant("sign-whatever-came-before") {
            true => Write::put("chain", &chain)?,
            false => Write::replace("chain", &chain, version)?,
        };
        let mut writes = vec![Write::replace("batch", &signed, signed.version - 1)?, end];
        for shard in shards {
            writes.push(Write::put("shard", &archive(&signed, shard))?);
        }
        match env.table().transact(writes).await.map_err(StoreError::into_conflict) {
            Ok(()) => return Ok(signed),
            Err(Ok(conflict)) if conflict.at("batch") => return Err(overtaken()),
            // Another roster of the school was signed meanwhile.
            Err(Ok(_)) => {}
            Err(Err(error)) => return Err(error.into()),
        }
    }
    Err(Failure("the end of the chain changed under every attempt to sign".to_owned()))
}

fn archive(batch: &SubmissionBatch, shard: &Shard) -> SubmissionShard {
    SubmissionShard {
        batch: batch.id,
        number: shard.number,
        name: show::scope(batch).shard_name(shard.number),
        size: shard.size,
        upload: None,
        sha256: None,
        delivered: false,
    }
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

/// What a worker fails with when another one has taken the batch over.
pub fn overtaken() -> Failure {
    Failure("another worker has taken the batch over".to_owned())
}

/// A refusal of the package's rules is a fault of the data that the pre-check let through.
pub fn refused(refusal: impl std::fmt::Debug) -> Failure {
    Failure(format!("the package cannot be made: {refusal:?}"))
}

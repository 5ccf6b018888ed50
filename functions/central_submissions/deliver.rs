use portfolio::central_submissions::{Step, advance};
use runtime::{Environment, Failure};
use store::{
    StoreError, Write,
    items::{BatchFile, FrozenItem, SubmissionBatch, SubmissionShard},
};

use super::package::{self, outbox_key, refused, write_papers};

/// Delivers roster and manifest once every archive is delivered, and takes the outbox's verified
/// checksums as the acknowledgement. Before the last archive there is nothing to do: its message
/// brings this step again.
pub async fn deliver(env: &Environment, batch: SubmissionBatch) -> Result<(), Failure> {
    let partition = FrozenItem::partition(batch.id);
    let found = env.table().partition(&partition, SubmissionShard::PREFIX).await?;
    let shards: Vec<SubmissionShard> = found.all(SubmissionShard::PREFIX)?;
    let delivered: Vec<BatchFile> = shards
        .into_iter()
        .filter_map(|shard| {
            Some(BatchFile { name: shard.name, size: shard.size, sha256: shard.sha256? })
        })
        .collect();
    if batch.root.is_none() || delivered.len() < batch.shards as usize {
        return Ok(());
    }
    let mut files = write_papers(env, &batch).await?;
    files.extend(delivered);
    match hand_over(env, SubmissionBatch { files, ..batch }).await {
        // Two archives' messages brought this step at once: the other one is doing it.
        Err(Stopped::Overtaken) => Ok(()),
        Err(Stopped::Failed(failure)) => Err(failure),
        Ok(()) => Ok(()),
    }
}

/// Why the last steps stopped.
enum Stopped {
    Overtaken,
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

async fn hand_over(env: &Environment, batch: SubmissionBatch) -> Result<(), Stopped> {
    let built = step(env, batch, Step::BuildDone).await?;
    verify(env, &built).await?;
    let sent = SubmissionBatch { sent_at: Some(env.clock.now()), ..built };
    let sent = step(env, sent, Step::SendDone).await?;
    step(env, sent, Step::Acknowledge).await?;
    Ok(())
}

async fn step(
    env: &Environment,
    batch: SubmissionBatch,
    step: Step,
) -> Result<SubmissionBatch, Stopped> {
    let state = advance(batch.state, step).map_err(refused)?;
    let next = SubmissionBatch { state, version: batch.version + 1, ..batch };
    let write = Write::replace("batch", &next, next.version - 1).map_err(Failure::from)?;
    match env.table().write(write).await {
        Ok(()) => Ok(next),
        Err(StoreError::Conflict(_)) => Err(Stopped::Overtaken),
        Err(error) => Err(Failure::from(error).into()),
    }
}

/// Every file is in the outbox with the size and, where S3 knows it, the digest that was written.
async fn verify(env: &Environment, batch: &SubmissionBatch) -> Result<(), Failure> {
    for file in &batch.files {
        let there = env.outbox().look(&outbox_key(batch, &file.name)).await?;
        let same = there.is_some_and(|there| {
            there.size == file.size && there.sha256.is_none_or(|digest| digest == file.sha256)
        });
        if !same {
            return Err(package::refused(format!("the outbox does not hold {}", file.name)));
        }
    }
    Ok(())
}

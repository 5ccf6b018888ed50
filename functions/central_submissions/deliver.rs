use portfolio::central_submissions::{BatchState, Step, advance};
use runtime::{Environment, Failure};
use store::{
    StoreError, Write,
    items::{BatchFile, FrozenItem, SubmissionBatch, SubmissionShard},
};

use super::{
    delivery::Delivery,
    package::{refused, write_papers},
};

/// Delivers roster, signature and manifest once every archive is delivered, and takes the verified
/// digests of all files as the acknowledgement. Before the last archive there is nothing to do: its message
/// brings this step again.
pub async fn deliver(env: &Environment, batch: SubmissionBatch) -> Result<(), Failure> {
    let partition = FrozenItem::partition(batch.id);
    let found = env.table().partition(&partition, SubmissionShard::PREFIX).await?;
    let shards: Vec<SubmissionShard> = found.all(SubmissionShard::PREFIX)?;
    let delivered: Vec<BatchFile> = shards
        .into_iter()
        .filter(|shard| shard.delivered)
        .filter_map(|shard| {
            Some(BatchFile { name: shard.name, size: shard.size, sha256: shard.sha256? })
        })
        .collect();
    if batch.root.is_none() || delivered.len() < batch.shards as usize {
        return Ok(());
    }
    let papers = write_papers(env, &batch).await?;
    let files = [papers.clone(), delivered].concat();
    match hand_over(env, SubmissionBatch { files, ..batch }, &papers).await {
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

/// Takes the batch from where it stands to the acknowledgement.
async fn hand_over(
    env: &Environment,
    mut batch: SubmissionBatch,
    papers: &[BatchFile],
) -> Result<(), Stopped> {
    loop {
        batch = match batch.state {
            BatchState::Frozen => step(env, batch, Step::BuildDone).await?,
            BatchState::Built => {
                for paper in papers {
                    Delivery::of(env).hand_over(env, &batch, paper).await?;
                }
                let sent = SubmissionBatch { sent_at: Some(env.clock.now()), ..batch };
                step(env, sent, Step::SendDone).await?
            }
            BatchState::Sent => step(env, batch, Step::Acknowledge).await?,
            _ => return Ok(()),
        }
    }
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

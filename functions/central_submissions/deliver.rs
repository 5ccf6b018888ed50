use portfolio::{
    central_submissions::{BatchState, Step, advance},
    mutant,
};
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
    let whole = delivered.len() >= batch.shards as usize || mutant("send-before-it-is-whole");
    if batch.root.is_none() || !whole {
        return Ok(());
    }
    let papers = write_papers(env, &batch).await?;
    let files = [papers.clone(), delivered].concat();
    let at = SubmissionBatch::at(&batch.school, batch.id);
    let mut batch = batch;
    for _ in 0..ROUNDS {
        match hand_over(env, SubmissionBatch { files: files.clone(), ..batch }, &papers).await {
            Ok(()) => return Ok(()),
            // Two messages brought this step at once. The other one may die, and so it goes on from
            // where the batch stands.
            Err(Stopped::Overtaken) => {}
            Err(Stopped::Failed(failure)) => return Err(failure),
        }
        let stands: Option<SubmissionBatch> = env.table().get(&at).await?;
        batch = stands.ok_or(Failure("there is no such batch".to_owned()))?;
    }
    Err(Failure("the batch changed under every attempt".to_owned()))
}

/// How often the last steps begin where others take them too: there are three.
const ROUNDS: usize = 4;

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

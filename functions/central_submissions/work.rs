//! Queue `submissions` — 提交批次作業: freezes the rows, builds the package, delivers it.
//!
//! One message a step and archive. Every step is conditional and safe to repeat; one that dies is
//! resumed, not restarted.

use portfolio::{BatchId, SchoolCode, central_submissions::BatchState, mutant};
use runtime::{Environment, Failure, Function, Message, Need, Queue, Secret, TableAction, Trigger};
use serde::{Deserialize, Serialize};
use store::{StoreError, Write, items::SubmissionBatch};

use super::{deliver, freeze_rows, package, shard};

pub const FUNCTION: Function = Function {
    name: "central-submissions.work",
    term: "提交批次作業",
    summary: "Freezes the rows of a batch, builds its package and delivers it.",
    trigger: Trigger::Queue {
        queue: Queue::Submissions,
        handle: |message| Box::pin(work(message)),
    },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::ConditionCheckItem),
        Need::VaultRead,
        Need::VaultHold,
        Need::OutboxWrite,
        Need::Deliver,
        Need::Secret(Secret::Identity),
        Need::Secret(Secret::Submissions),
        Need::Send(Queue::Submissions),
    ],
    // One file of at most 10 MB and one part of 8 MB are in memory, and the roster's workbook.
    memory_mb: 1024,
    timeout_s: 900,
};

/// A step of a batch.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    school: SchoolCode,
    batch: BatchId,
    step: Stage,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    /// Freeze the rows and plan the package.
    Freeze,
    /// Build and deliver this archive.
    Shard(u32),
    /// Deliver roster, signature and manifest, once every archive is delivered.
    Deliver,
}

impl Work {
    fn of(batch: &SubmissionBatch, step: Stage) -> Self {
        Self { school: batch.school.clone(), batch: batch.id, step }
    }

    /// The first step.
    pub fn freeze(batch: &SubmissionBatch) -> Self {
        Self::of(batch, Stage::Freeze)
    }

    /// The step of one archive.
    pub fn shard(batch: &SubmissionBatch, number: u32) -> Self {
        Self::of(batch, Stage::Shard(number))
    }

    /// The last step.
    pub fn deliver(batch: &SubmissionBatch) -> Self {
        Self::of(batch, Stage::Deliver)
    }
}

/// The batch with its rows frozen, signed and planned.
///
/// One worker signs: whoever begins takes the batch over from whoever began before, whose next write
/// is then refused. A row that somebody froze after the rows were counted would be in no package.
/// Whoever is overtaken leaves the message to come again, since the other one may die, and the two
/// may have had the same.
async fn plan(env: &Environment, batch: SubmissionBatch) -> Result<SubmissionBatch, Failure> {
    // What was signed stays as it is: who selects from now on is in the next batch.
    if batch.root.is_some() && !mutant("resume-with-other-rows") {
        return Ok(batch);
    }
    let taken = SubmissionBatch { version: batch.version + 1, ..batch };
    match env.table().write(Write::replace("batch", &taken, taken.version - 1)?).await {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => return Err(package::overtaken()),
        Err(error) => return Err(error.into()),
    }
    freeze_rows::freeze_rows(env, &taken).await?;
    package::plan_package(env, &taken).await
}

async fn work(message: Message) -> Result<(), Failure> {
    let work: Work = message.read()?;
    let env = &*message.env;
    let key = SubmissionBatch::at(&work.school, work.batch);
    let batch: Option<SubmissionBatch> = env.table().get(&key).await?;
    let batch = batch.ok_or(Failure("there is no such batch".to_owned()))?;
    match (work.step, batch.state) {
        (Stage::Freeze, BatchState::Frozen) => {
            let planned = plan(env, batch).await?;
            let mut next: Vec<Work> =
                (1..=planned.shards).map(|number| Work::shard(&planned, number)).collect();
            next.push(Work::deliver(&planned));
            if mutant("plan-and-tell-nobody") {
                return Ok(());
            }
            env.queues().send_all(Queue::Submissions, &next).await
        }
        // Where all is sent, the last step may have lost its message: it is called for again.
        (Stage::Shard(number), BatchState::Frozen | BatchState::Built | BatchState::Sent) => {
            shard::deliver_shard(env, &batch, number).await?;
            env.queues().send(Queue::Submissions, &Work::deliver(&batch)).await
        }
        (Stage::Deliver, BatchState::Frozen | BatchState::Built | BatchState::Sent) => {
            deliver::deliver(env, batch).await
        }
        // A message that comes again after the batch has gone on.
        _ => Ok(()),
    }
}

//! Queue `integrity` — 三方比對: compares rows, vault and second copy, reads bytes again, and signs the
//! night's report.
//!
//! One message a part. A part that dies is done again from its beginning; what it found lies under
//! keys that are the same each time.

use runtime::{Failure, Function, Message, Need, Queue, Secret, TableAction, Trigger};
use store::items::{IntegrityPart, IntegrityReport};

use super::{
    close,
    night::{Step, Work},
    protection, shard, strays,
};

pub const FUNCTION: Function = Function {
    name: "integrity.compare",
    term: "三方比對",
    summary: "Compares rows, vault and second copy, reads bytes again, and signs the night's report.",
    trigger: Trigger::Queue {
        queue: Queue::Integrity,
        handle: |message| Box::pin(compare(message)),
    },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::Scan),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::DescribeTable),
        Need::Table(TableAction::DescribeContinuousBackups),
        Need::Table(TableAction::DescribeTimeToLive),
        Need::VaultSurvey,
        Need::OutboxWrite,
        Need::Secret(Secret::Receipts),
        Need::Send(Queue::Integrity),
    ],
    memory_mb: 1024,
    timeout_s: 900,
};

async fn compare(message: Message) -> Result<(), Failure> {
    let work: Work = message.read()?;
    let env = &*message.env;
    let report: Option<IntegrityReport> = env.table().get(&IntegrityReport::at(work.date)).await?;
    let report = report.ok_or(Failure("there is no such night".to_owned()))?;
    if report.signed.is_some() {
        return Ok(());
    }
    if work.step == Step::Close {
        return close::close(env, report).await;
    }
    let done = IntegrityPart::at(work.date, &work.step.name());
    if env.table().get::<IntegrityPart>(&done).await?.is_none() {
        match work.step {
            Step::Shard(number) => shard::compare(env, &report, number).await?,
            Step::Strays => strays::compare(env, &report).await?,
            Step::Protection => protection::compare(env, &report).await?,
            Step::Close => {}
        }
    }
    env.queues().send(Queue::Integrity, &Work { date: work.date, step: Step::Close }).await
}

//! Schedule, every night — 完整性檢查: lets the table, the vault and its second copy be compared.
//!
//! One message a part of the table. Says too whether the report before waits for its two people.

use jiff::{Timestamp, civil::Date};
use portfolio::{
    integrity::{is_overdue, shards_for},
    taipei,
};
use runtime::{Environment, Failure, Function, Need, Queue, TableAction, Tick, Trigger};
use store::{
    StoreError, Write,
    items::{IntegrityReport, Since},
};

use super::{
    close::report_before,
    night::{Step, Work},
};

pub const FUNCTION: Function = Function {
    name: "integrity.survey",
    term: "完整性檢查",
    summary: "Lets the table, the vault and its second copy be compared every night.",
    trigger: Trigger::Schedule { cron: "0 2 * * ? *", handle: |tick| Box::pin(survey(tick)) },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::DescribeTable),
        Need::Send(Queue::Integrity),
    ],
    memory_mb: 256,
    timeout_s: 60,
};

async fn survey(tick: Tick) -> Result<(), Failure> {
    let env = &*tick.env;
    let date = tick.scheduled_at.to_zoned(taipei()).date();
    let last = report_before(env, date).await?;
    if let Some(last) = &last {
        remind_of(last, tick.scheduled_at);
    }
    let since = last.map(|last| Since { date: last.date, begun_at: last.begun_at });
    let report = begin(env, date, since).await?;
    if report.signed.is_some() {
        return Ok(());
    }
    let parts: Vec<Work> = Step::parts(report.shards).map(|step| Work { date, step }).collect();
    env.queues().send_all(Queue::Integrity, &parts).await?;
    tracing::info!(%date, shards = report.shards, "the nightly comparison begins");
    Ok(())
}

/// An alarm listens to this line.
fn remind_of(last: &IntegrityReport, now: Timestamp) {
    let signed_at = last.signed.as_ref().map_or(last.begun_at, |signed| signed.signed_at);
    if is_overdue(signed_at, &last.acknowledged_by(), now) {
        tracing::error!(date = %last.date, "an integrity report was not acknowledged by two people");
    }
}

/// Begins the night's report; a repeated call goes on with the one that was begun.
async fn begin(
    env: &Environment,
    date: Date,
    since: Option<Since>,
) -> Result<IntegrityReport, Failure> {
    let shards = shards_for(env.table().describe().await?.items);
    let report = IntegrityReport {
        date,
        begun_at: env.clock.now(),
        since,
        shards,
        signed: None,
        acknowledgements: Vec::new(),
        kept: None,
        version: 1,
    };
    match env.table().write(Write::create("report", &report)?).await {
        Ok(()) => Ok(report),
        Err(StoreError::Conflict(_)) => {
            let begun = env.table().get(&IntegrityReport::at(date)).await?;
            begun.ok_or(Failure("the night's report is gone".to_owned()))
        }
        Err(error) => Err(error.into()),
    }
}

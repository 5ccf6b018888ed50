//! The scheduler: every schedule that is due in a minute of Taipei's, as EventBridge Scheduler
//! calls it there. What was due while nothing ran is not made up for.

mod cron;

use std::{io, sync::Arc, time::Duration};

use futures::future::join_all;
use jiff::Timestamp;
use portfolio::taipei;
use runtime::{Function, Tick, TickFuture, Trigger};

pub use cron::Cron;

use crate::lambda::Lambda;

const MINUTE: i64 = 60;

/// Calls functions by the time.
#[derive(Debug)]
pub struct Scheduler {
    lambda: Arc<Lambda>,
    schedules: Vec<Schedule>,
}

#[derive(Debug)]
struct Schedule {
    function: &'static Function,
    cron: Cron,
    handle: fn(Tick) -> TickFuture,
}

impl Scheduler {
    /// Reads the schedules of the registry.
    pub fn new(lambda: Arc<Lambda>) -> io::Result<Arc<Self>> {
        let mut schedules = Vec::new();
        for function in lambda.cloud().functions() {
            if let Trigger::Schedule { cron, handle } = function.trigger {
                let parsed = Cron::parse(cron).ok_or_else(|| {
                    io::Error::other(format!("{}: no schedule: {cron}", function.name))
                })?;
                schedules.push(Schedule { function, cron: parsed, handle });
            }
        }
        Ok(Arc::new(Self { lambda, schedules }))
    }

    /// Runs every schedule that is due in the minute of this moment, and everything that follows
    /// from it through the queues. The names of those that failed.
    pub async fn tick(&self, at: Timestamp) -> Vec<&'static str> {
        let failed = self.fire(at).await;
        self.lambda.drain().await;
        failed
    }

    /// Fires minute after minute, for ever.
    pub async fn run(self: Arc<Self>) {
        let clock = self.lambda.cloud().clock.clone();
        let mut next = minute_of(clock.now()) + MINUTE;
        loop {
            let now = clock.now().as_second();
            if now < next {
                let left = u64::try_from(next - now).unwrap_or_default();
                tokio::time::sleep(Duration::from_secs(left)).await;
                continue;
            }
            let this = self.clone();
            let due = minute_of(clock.now());
            // A schedule that takes long must not delay the next minute's.
            drop(tokio::spawn(async move {
                if let Ok(at) = Timestamp::from_second(due) {
                    this.fire(at).await;
                }
            }));
            next = due + MINUTE;
        }
    }

    /// Runs every schedule that is due in the minute of this moment. The names of those that failed.
    pub async fn fire(&self, at: Timestamp) -> Vec<&'static str> {
        let Ok(minute) = Timestamp::from_second(minute_of(at)) else { return Vec::new() };
        let civil = minute.to_zoned(taipei()).datetime();
        let due = self.schedules.iter().filter(|schedule| schedule.cron.is_due(civil));
        let calls = due.map(async |schedule| {
            let function = schedule.function;
            let outcome = self.lambda.schedule(function, schedule.handle, minute).await;
            outcome.err().map(|failure| {
                tracing::error!(function.name = function.name, inside = %failure, "a schedule failed");
                function.name
            })
        });
        join_all(calls).await.into_iter().flatten().collect()
    }
}

fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(MINUTE) * MINUTE
}

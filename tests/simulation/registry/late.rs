use jiff::{SignedDuration, Timestamp};
use local::scheduler::Cron;
use portfolio::taipei;
use runtime::{Function, Tick, TickFuture, Trigger};

use crate::simulation::{foreseen::Foreseen, sim::Sim};

/// How far back the last call of a schedule lies at most.
const LONGEST_AGO: SignedDuration = SignedDuration::from_hours(24 * 40);

/// Whoever looks after what was given up: calls schedules late, or once more, for the last moment that
/// they were due at.
pub async fn schedules(sim: Sim) {
    let mut chance = sim.chance("late schedules");
    let all: Vec<_> = functions::all().filter_map(schedule).collect();
    for _ in 0..chance.u32(2..4) {
        let pause = chance.u64(5 * 60..50 * 60);
        sim.scheduler.sleep(std::time::Duration::from_secs(pause)).await;
        sim.scheduler.turn("whoever calls late").await;
        let (function, cron, handle) = all[chance.usize(..all.len())];
        let at = last(cron, sim.scheduler.clock.now());
        sim.trace.note(|| format!("{} is called for {at}", function.name));
        let (lambda, foreseen) = (sim.world().lambda.clone(), Foreseen::of(&sim, function));
        sim.leave(tokio::spawn(async move {
            foreseen.ended(lambda.schedule(function, handle, at).await);
        }));
    }
}

type Schedule = (&'static Function, &'static str, fn(Tick) -> TickFuture);

fn schedule(function: &'static Function) -> Option<Schedule> {
    match function.trigger {
        Trigger::Schedule { cron, handle } => Some((function, cron, handle)),
        _ => None,
    }
}

/// The last minute at which it was due.
fn last(cron: &str, now: Timestamp) -> Timestamp {
    let due = Cron::parse(cron).expect("a schedule");
    let minute = SignedDuration::from_mins(1);
    let mut at = Timestamp::from_second(now.as_second() / 60 * 60).expect("a moment");
    while !due.is_due(at.to_zoned(taipei()).datetime()) {
        at -= minute;
        assert!(now.duration_since(at) < LONGEST_AGO, "{cron} was not due for long");
    }
    at
}

use std::time::Duration;

use jiff::Timestamp;
use store::{Write, items::QuotaItem};
use tokio::task::JoinHandle;

use super::{
    administrator::administrator,
    browser::student,
    clerk::{clerk, finish},
    client::Client,
    faults::Weather,
    invariants, kept, operator, registry,
    sim::Sim,
    sweeper::{quarters, tick},
    tally::Counts,
    teacher::teacher,
    uploads::Shelf,
    worker,
};
use crate::support::account;

/// What a played seed came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// Turns that were given.
    pub steps: usize,
    /// The digest of everything that happened, where it was asked for, and its number of lines.
    pub trace: (String, u64),
    /// How often each function was called.
    pub counts: Counts,
}

/// The morning of the reminders: three days before the windows close.
const REMINDERS: [&str; 4] = [
    "2026-12-16T07:00:00+08:00",
    "2026-12-16T07:15:00+08:00",
    "2026-12-16T08:00:00+08:00",
    "2026-12-16T08:15:00+08:00",
];
/// Collections: the first ones come too early for what was given up on the first day.
const COLLECTIONS: [&str; 6] = [
    "2026-11-28T03:30:00+08:00",
    "2026-12-10T03:30:00+08:00",
    "2026-12-22T03:30:00+08:00",
    "2027-01-20T03:30:00+08:00",
    "2027-02-25T03:30:00+08:00",
    "2027-04-01T03:30:00+08:00",
];
/// How long everything may take to come to rest, once nothing goes wrong any more.
const RECOVERY: Duration = Duration::from_secs(20 * 60 * 60);

/// Plays a seed to its end.
pub async fn play(sim: &Sim, mut weather: Weather) -> Played {
    let mut steps = 0;
    worker::start(sim);
    steps += day(sim, &mut weather).await;
    steps += recover(sim, &mut weather).await;
    steps += read_back(sim, &mut weather).await;
    invariants::hold(sim).await;
    sim.weather.calm_down(false);
    let early = COLLECTIONS[..2].iter().chain(&REMINDERS).chain(&COLLECTIONS[2..3]);
    steps += ticks(sim, &mut weather, early).await;
    steps += recover(sim, &mut weather).await;
    invariants::hold(sim).await;
    sim.weather.calm_down(false);
    steps += ticks(sim, &mut weather, COLLECTIONS[3..4].iter()).await;
    steps += recover(sim, &mut weather).await;
    steps += ticks(sim, &mut weather, COLLECTIONS[4..].iter()).await;
    invariants::hold(sim).await;
    invariants::nothing_is_left_over(sim).await;
    let counts = sim.tally.counts(sim.kept.found());
    Played { steps, trace: sim.trace.digest(), counts }
}

/// A school day of everybody's.
async fn day(sim: &Sim, weather: &mut Weather) -> usize {
    let mut chance = sim.chance("the day");
    let mut people = Vec::new();
    // The first has two tabs open; the second has hardly any space.
    let (desk, phone) = (Shelf::default(), Shelf::default());
    let space = chance.u64(300..1500);
    leave_free(sim, "student-2", space).await;
    for (name, shelf) in [("student-1", &desk), ("student-1", &desk), ("student-2", &phone)] {
        let number = people.len();
        let me = Client::in_tab(sim, name, number).await;
        people.push(tokio::spawn(student(me, shelf.clone(), chance.u32(4..8))));
    }
    for name in ["course-teacher", "colleague"] {
        people.push(tokio::spawn(teacher(Client::new(sim, name).await, chance.u32(3..6))));
    }
    for (name, roster) in [
        ("outcome-submitter", "learning_outcomes"),
        ("performance-submitter", "diverse_performances"),
    ] {
        let batches = chance.u32(1..3);
        people.push(tokio::spawn(clerk(Client::new(sim, name).await, roster, batches)));
    }
    people.push(tokio::spawn(administrator(Client::new(sim, "administrator").await)));
    people.push(tokio::spawn(operator::restarts(sim.clone(), chance.u32(..3))));
    people.extend(registry::start(sim).await);
    let schedules = tokio::spawn(quarters(sim.clone()));
    let steps = sim.scheduler.play(weather, || people.iter().all(JoinHandle::is_finished)).await;
    schedules.abort();
    for person in people {
        person.await.expect("nobody meets anything that is not foreseen");
    }
    steps
}

/// Another limit for somebody, so that so much is free.
async fn leave_free(sim: &Sim, name: &str, free: u64) {
    let world = sim.world();
    let table = world.cloud().table();
    let quota: Option<QuotaItem> = table.get(&QuotaItem::at(account(name))).await.expect("a quota");
    let quota = quota.expect("a quota");
    let limit = quota.limit - quota.free + free;
    let write = Write::put("quota", &QuotaItem { free, limit, ..quota }).expect("an item");
    table.write(write).await.expect("the table");
}

/// The schedules of these moments, one after the other.
async fn ticks<'a>(
    sim: &Sim,
    weather: &mut Weather,
    moments: impl Iterator<Item = &'a &'a str>,
) -> usize {
    let moments: Vec<Timestamp> = moments.map(|at| at.parse().expect("a moment")).collect();
    let ticking = tokio::spawn({
        let sim = sim.clone();
        async move {
            for at in moments {
                sim.scheduler.sleep_until(at).await;
                // What lay in staging for a day is gone, and items whose time is over.
                sim.world().cloud().sweep().await.expect("what is over is forgotten");
                tick(&sim, at).await;
            }
        }
    });
    let over = || ticking.is_finished() && sim.is_alone() && worker::is_done(sim);
    sim.scheduler.play(weather, over).await
}

/// Nothing goes wrong any more: what was begun is finished by retries, sweeps and the operator alone.
async fn recover(sim: &Sim, weather: &mut Weather) -> usize {
    sim.weather.calm_down(true);
    operator::redrive(sim);
    let mut people = Vec::new();
    for name in ["outcome-submitter", "performance-submitter"] {
        people.push(tokio::spawn(finish(Client::new(sim, name).await)));
    }
    let begins = sim.scheduler.clock.now();
    let schedules = tokio::spawn(quarters(sim.clone()));
    let rested = begins + Duration::from_secs(2 * 60 * 60);
    let over = || {
        let now = sim.scheduler.clock.now();
        assert!(now < begins + RECOVERY, "liveness: no rest within {RECOVERY:?}");
        let finished = people.iter().all(JoinHandle::is_finished);
        now >= rested && finished && sim.is_alone() && worker::is_done(sim)
    };
    let steps = sim.scheduler.play(weather, over).await;
    schedules.abort();
    for left in sim.take_left().into_iter().chain(people) {
        left.await.expect("nothing meets anything that is not foreseen");
    }
    steps
}

/// Whatever was acknowledged is looked for.
async fn read_back(sim: &Sim, weather: &mut Weather) -> usize {
    let reading = tokio::spawn(kept::read_back(sim.clone()));
    let steps = sim.scheduler.play(weather, || reading.is_finished()).await;
    reading.await.expect("everything is as it was acknowledged");
    steps
}

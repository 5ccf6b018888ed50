use std::{any::Any, sync::Arc, thread};

use super::{
    act::{self, Played},
    coverage,
    faults::Weather,
    idle::Idle,
    sim::Sim,
    tally::{self, Counts},
    trace::Trace,
};
use crate::support::TestClock;

/// How much of a run is kept: the digest of what happened, or its lines on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Nothing,
    Digest,
    Printed,
}

/// Plays a seed, in a thread of its own. The first thing that does not hold is the error.
pub fn run(seed: u64, kept: Kept) -> Result<Played, String> {
    run_in_thread(seed, move || play(seed, kept))
}

/// The same while a part of the system is broken on purpose.
#[cfg(feature = "mutants")]
pub fn run_broken(seed: u64, mutant: &'static str) -> Result<Played, String> {
    run_in_thread(seed, move || {
        portfolio::break_only(Some(mutant));
        play(seed, Kept::Nothing)
    })
}

fn run_in_thread(
    seed: u64,
    play: impl FnOnce() -> Played + Send + 'static,
) -> Result<Played, String> {
    let thread = thread::Builder::new().name(format!("seed {seed}")).stack_size(32 << 20);
    let run = thread.spawn(play).expect("a thread");
    run.join().map_err(|panic| said(panic.as_ref()))
}

fn play(seed: u64, kept: Kept) -> Played {
    // The SDK's pauses are spread by the thread's own chance.
    fastrand::seed(seed);
    // What happened is told by the trace.
    let _quiet = tracing::subscriber::set_default(tracing::subscriber::NoSubscriber::default());
    let idle = Idle::default();
    let reached = idle.clone();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .on_thread_park(move || reached.reached())
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let clock = TestClock::new();
        let trace = match kept {
            Kept::Nothing => Trace::off(),
            Kept::Digest => Trace::on(clock.clone(), false),
            Kept::Printed => Trace::on(clock.clone(), true),
        };
        let sim = Sim::new(seed, clock, idle, trace).await;
        let weather = Weather::new(seed, Arc::clone(&sim.weather));
        act::play(&sim, weather).await
    })
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

/// Plays so many seeds from this one on. They leave nothing out that exists.
fn all(from: u64, number: u64) {
    let mut counts = Counts::new();
    for seed in from..from + number {
        match run(seed, Kept::Nothing) {
            Ok(played) => tally::add(&mut counts, played.counts),
            Err(broken) => panic!("seed {seed}: {broken}\nSEED={seed} make simulate"),
        }
    }
    coverage::is_whole(&counts);
}

/// How many seeds each of the tests plays.
const EACH: u64 = 50;

#[test]
fn the_first_fifty_seeds() {
    all(0, EACH);
}

#[test]
fn the_second_fifty_seeds() {
    all(EACH, EACH);
}

#[test]
fn the_third_fifty_seeds() {
    all(2 * EACH, EACH);
}

#[test]
fn the_fourth_fifty_seeds() {
    all(3 * EACH, EACH);
}

#[test]
fn a_seed_that_is_played_twice_does_the_same_twice() {
    for seed in 1000..1010 {
        let [one, other] = [run(seed, Kept::Digest), run(seed, Kept::Digest)];
        assert!(one.as_ref().is_ok_and(|played| played.trace.1 > 100), "{seed}: {one:?}");
        assert_eq!(one, other, "{seed}");
    }
}

/// Plays the seed that the environment names, and prints what happens.
#[test]
#[ignore = "make simulate: prints one seed"]
#[allow(clippy::disallowed_methods, reason = "the seed is the command's")]
fn one_seed() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    match run(seed, Kept::Printed) {
        Ok(played) => println!("seed {seed}: {played:?}"),
        Err(broken) => panic!("seed {seed}: {broken}"),
    }
}

/// Plays seed after seed until it is stopped, from the one that the environment names.
#[test]
#[ignore = "make soak: never ends by itself"]
#[allow(clippy::disallowed_methods, reason = "the seed is the command's")]
fn on_and_on() {
    let from = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_000_000);
    let mut failed = 0;
    for seed in from.. {
        if let Err(broken) = run(seed, Kept::Nothing) {
            failed += 1;
            println!("seed {seed}: {broken}\nSEED={seed} make simulate");
        }
        let number = seed - from + 1;
        if number.is_multiple_of(20) {
            println!("{number} seeds, {failed} failed");
        }
    }
}

//! Every part that can be broken on purpose is broken, one at a time, and seeds of the simulation are
//! played until one of them notices. What no seed can come to has a scenario of its own.
//!
//! Only in the build with the feature `mutants`: `make mutants`.

mod bytes;
mod callers;
mod nights;
mod scenario;

use std::{
    collections::{BTreeSet, VecDeque},
    iter,
    sync::Mutex,
    thread,
};

use crate::simulation::run_broken;

/// What notices that a part is broken.
enum By {
    /// The simulation: this seed when it was last looked for, so it is played first.
    Seed(u64),
    /// A scenario, which is an error then.
    Scenario(fn() -> Result<(), String>),
}

use By::{Scenario, Seed};

/// Every part that can be broken: what is wrong then, in the words of its name.
static MUTANTS: [(&str, By); 45] = [
    ("reserve-without-space", Seed(0)),
    ("reserve-again", Seed(0)),
    ("refund-whatever-the-state", Seed(0)),
    ("entomb-without-refund", Seed(0)),
    ("store-what-ended", Seed(0)),
    ("store-without-the-quota", Seed(0)),
    ("store-before-the-copy", Seed(0)),
    ("store-without-comparing", Scenario(bytes::other_bytes_in_the_vault)),
    ("copy-without-comparing", Scenario(bytes::other_bytes_in_staging)),
    ("sweep-before-its-time", Seed(0)),
    ("collect-at-once", Seed(0)),
    ("use-what-is-used", Seed(0)),
    ("replace-without-refund", Seed(0)),
    ("replace-any-version", Seed(0)),
    ("make-without-counting", Seed(0)),
    ("remove-without-counting", Seed(0)),
    ("remove-what-is-selected", Seed(0)),
    ("change-what-was-selected-meanwhile", Seed(0)),
    ("request-without-telling-the-teacher", Seed(0)),
    ("decide-and-leave-it-waiting", Seed(0)),
    ("withdraw-what-is-selected", Seed(0)),
    ("change-what-is-frozen", Seed(0)),
    ("select-without-the-copy", Seed(0)),
    ("select-what-changed", Seed(0)),
    ("freeze-without-locking", Seed(0)),
    ("freeze-what-changed", Seed(0)),
    ("freeze-for-another", Seed(0)),
    ("send-without-holding", Seed(0)),
    ("resume-with-other-rows", Seed(0)),
    ("plan-and-tell-nobody", Seed(0)),
    ("sign-whatever-came-before", Seed(0)),
    ("send-before-it-is-whole", Seed(0)),
    ("import-over-another", Seed(0)),
    ("count-before-the-rows", Seed(0)),
    ("import-and-forget-the-batch", Seed(0)),
    ("send-before-the-claim", Seed(0)),
    ("send-without-a-mark", Seed(0)),
    ("claim-what-is-claimed", Seed(0)),
    ("send-within-anothers-lease", Seed(0)),
    ("authorize-whoever-asks", Scenario(callers::another_teachers_class)),
    ("admit-any-role", Scenario(callers::an_administrator_who_asks_for_reports)),
    ("spare-the-unknown", Scenario(callers::a_name_that_nobody_has)),
    ("take-any-origin", Scenario(callers::a_foreign_page)),
    ("compare-and-keep-nothing", Scenario(nights::a_version_is_destroyed)),
    ("read-nothing-again", Scenario(nights::a_byte_flips)),
];

/// How many seeds a mutant may live through.
const MOST: u64 = 200;
/// How many are played at once.
const AT_ONCE: usize = 2;

/// Who noticed, and what; nothing for a mutant that nobody notices.
fn noticed(name: &'static str, by: &By) -> Option<String> {
    match by {
        Seed(known) => iter::once(*known).chain(0..MOST).find_map(|seed| {
            let broken = run_broken(seed, name).err()?;
            Some(format!("seed {seed}: {}", first_line(&broken)))
        }),
        Scenario(play) => {
            let play = *play;
            let work = thread::spawn(move || {
                portfolio::break_only(Some(name));
                play()
            });
            let broken =
                work.join().unwrap_or_else(|_| Err("a scenario stopped".to_owned())).err()?;
            Some(format!("a scenario: {}", first_line(&broken)))
        }
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(110).collect()
}

#[test]
fn every_mutant_is_noticed() {
    std::panic::set_hook(Box::new(|_| {}));
    let waiting: Mutex<VecDeque<_>> = Mutex::new(MUTANTS.iter().collect());
    let found = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("nobody panics here").pop_front();
                    let Some((name, by)) = next else { return };
                    let noticed = noticed(*name, by);
                    println!("{name}: {}", noticed.as_deref().unwrap_or("NOT NOTICED"));
                    found.lock().expect("nobody panics here").push((*name, noticed));
                }
            });
        }
    });
    drop(std::panic::take_hook());
    let found = found.into_inner().expect("nobody panics here");
    let alive: Vec<_> = found.iter().filter(|(_, by)| by.is_none()).map(|(name, _)| name).collect();
    println!("{} of {} mutants noticed", found.len() - alive.len(), found.len());
    assert!(alive.is_empty(), "nobody notices {alive:?}");
}

#[test]
fn without_a_mutant_the_scenarios_hold() {
    for (name, by) in &MUTANTS {
        if let Scenario(play) = by {
            assert_eq!(play(), Ok(()), "{name}");
        }
    }
}

#[test]
fn every_part_that_can_be_broken_is_listed() {
    let mut named = BTreeSet::new();
    for (_, text) in crate::house::sources(&["functions", "shared"]) {
        for part in text.split("mutant(\"").skip(1) {
            named.insert(part.split('"').next().unwrap_or_default().to_owned());
        }
    }
    let listed: BTreeSet<String> = MUTANTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, listed);
}

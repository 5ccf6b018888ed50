//! Every part that can be broken on purpose is broken, one at a time, and seeds are played until one
//! of them notices. What no seed can come to has a scenario of its own.

mod directed;

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Mutex,
    thread,
};

use super::seeds::run_broken;

/// What notices that a part is broken.
enum By {
    Seeds,
    Scenario(fn() -> Result<(), String>),
}

use By::{Scenario, Seeds};

/// Every part that can be broken: what is wrong then, in the words of its name.
static MUTANTS: [(&str, By); 39] = [
    ("reserve-without-space", Seeds),
    ("reserve-again", Seeds),
    ("refund-whatever-the-state", Seeds),
    ("entomb-without-refund", Seeds),
    ("store-what-ended", Seeds),
    ("store-without-the-quota", Seeds),
    ("store-before-the-copy", Seeds),
    ("store-without-comparing", Scenario(directed::other_bytes_in_the_vault)),
    ("copy-without-comparing", Scenario(directed::other_bytes_in_staging)),
    ("sweep-before-its-time", Seeds),
    ("collect-at-once", Seeds),
    ("use-what-is-used", Seeds),
    ("replace-without-refund", Seeds),
    ("replace-any-version", Seeds),
    ("make-without-counting", Seeds),
    ("remove-without-counting", Seeds),
    ("remove-what-is-selected", Seeds),
    ("change-what-was-selected-meanwhile", Seeds),
    ("request-without-telling-the-teacher", Seeds),
    ("decide-and-leave-it-waiting", Seeds),
    ("withdraw-what-is-selected", Seeds),
    ("change-what-is-frozen", Seeds),
    ("select-without-the-copy", Seeds),
    ("select-what-changed", Seeds),
    ("freeze-without-locking", Seeds),
    ("freeze-what-changed", Seeds),
    ("freeze-for-another", Seeds),
    ("send-without-holding", Seeds),
    ("resume-with-other-rows", Seeds),
    ("plan-and-tell-nobody", Seeds),
    ("sign-whatever-came-before", Seeds),
    ("send-before-it-is-whole", Seeds),
    ("import-over-another", Seeds),
    ("count-before-the-rows", Seeds),
    ("import-and-forget-the-batch", Seeds),
    ("send-before-the-claim", Seeds),
    ("send-without-a-mark", Seeds),
    ("claim-what-is-claimed", Seeds),
    ("send-within-anothers-lease", Seeds),
];

/// How many seeds a mutant may live through.
const MOST: u64 = 200;
/// How many are played at once.
const AT_ONCE: usize = 2;

/// Who noticed, and what; nothing for a mutant that nobody notices.
fn noticed(name: &'static str, by: &By) -> Option<String> {
    match by {
        Seeds => (0..MOST).find_map(|seed| {
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

//! That the seeds leave nothing out: every function of the registry is called, does what it is there
//! for, and what it acknowledges is looked for afterwards.

use runtime::{Function, Method};

use super::{
    kept::is_shown_nowhere,
    tally::{Count, Counts},
};

/// How often every function is called, at least, by the seeds of one test.
const CALLED: usize = 10;
/// How often it does what it is there for.
const SUCCEEDED: usize = 3;
/// How often what it acknowledged is found where it is shown.
const FOUND: usize = 1;

/// Every function has its share.
pub fn is_whole(counts: &Counts) {
    for function in functions::all() {
        println!("  {}: {:?}", function.name, counts.get(function.name));
    }
    let missing = left_out(counts);
    assert!(
        missing.is_empty(),
        "hardly played; give it an example (tests/stage/examples.rs), an occasion \
         (tests/stage/background.rs), or say where it is shown (tests/simulation/kept/shown.rs):\n{}",
        missing.join("\n")
    );
}

/// The functions that have less than their share.
fn left_out(counts: &Counts) -> Vec<String> {
    let mut missing = Vec::new();
    for function in functions::all() {
        let count = counts.get(function.name).copied().unwrap_or_default();
        let found = if is_shown(function) { FOUND } else { 0 };
        if count.called < CALLED || count.succeeded < SUCCEEDED || count.found < found {
            missing.push(format!("{}: {count:?}", function.name));
        }
    }
    missing
}

/// Whether what it changes can be read elsewhere.
fn is_shown(function: &Function) -> bool {
    let changes = function.route().is_some_and(|route| route.method != Method::Get);
    changes && !is_shown_nowhere(function.name)
}

#[test]
fn a_function_that_no_seed_calls_is_named() {
    let often = Count { called: 99, succeeded: 99, found: 99 };
    let mut counts: Counts = functions::all().map(|function| (function.name, often)).collect();
    assert_eq!(left_out(&counts), [""; 0]);
    counts.remove("integrity.compare");
    counts.insert("documents.list", Count { succeeded: 0, ..often });
    counts.insert("documents.change", Count { found: 0, ..often });
    counts.insert("session.sign-in", Count { found: 0, ..often });
    let said = left_out(&counts);
    let names: Vec<&str> = said.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names, ["documents.list", "documents.change", "integrity.compare"]);
}

use std::collections::{BTreeMap, BTreeSet};

use runtime::catalogue;

use super::{AREAS, every_route, gateway, unavailable};

type Pairs = BTreeSet<(&'static str, &'static str)>;

fn declared() -> Pairs {
    let codes = |function: &'static runtime::Function| function.codes().into_iter();
    functions::all().flat_map(|it| codes(it).map(|code| (it.name, code))).collect()
}

/// What is provoked, with how often: once by the tables, or by a rule for every route.
fn provoked() -> BTreeMap<(&'static str, &'static str), u32> {
    let mut provoked = BTreeMap::new();
    let own = AREAS.iter().copied().flatten().map(|one| (one.function, one.code));
    for pair in own.chain(every_route::provoked()).chain(unavailable::provoked()) {
        *provoked.entry(pair).or_default() += 1;
    }
    provoked
}

#[test]
fn every_declared_refusal_is_provoked_and_no_other() {
    let (declared, provoked) = (declared(), provoked());
    let is_provoked = |pair: &&(&str, &str)| provoked.contains_key(*pair);
    let unprovoked: Vec<_> = declared.iter().filter(|pair| !is_provoked(pair)).collect();
    assert_eq!(unprovoked, [&("", ""); 0], "declared, and nobody has been refused so");
    let undeclared: Vec<_> = provoked.keys().filter(|pair| !declared.contains(*pair)).collect();
    assert_eq!(undeclared, [&("", ""); 0], "provoked, and not declared");
    let twice: Vec<_> = provoked.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "provoked twice: {twice:?}");
}

#[test]
fn every_code_of_the_catalogue_can_be_answered_and_no_other() {
    let answered: BTreeSet<&str> =
        declared().into_iter().map(|(_, code)| code).chain(gateway::CODES).collect();
    let known: BTreeSet<&str> = catalogue::ALL.iter().map(|entry| entry.code).collect();
    let never: Vec<_> = known.difference(&answered).collect();
    assert_eq!(never, [&""; 0], "in the catalogue, and nobody answers it");
    let unknown: Vec<_> = answered.difference(&known).collect();
    assert_eq!(unknown, [&""; 0], "answered, and not in the catalogue");
}

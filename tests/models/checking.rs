use std::{collections::BTreeSet, fmt::Debug, hash::Hash};

use stateright::{Checker, Expectation, HasDiscoveries, Model, Path};

/// One for each core that a small machine has.
const THREADS: usize = 2;

/// Visits every state that can be reached, and says how many there are. Fails where a property
/// does not hold in one of them, with the way there; and where something that should be possible
/// never happens, since then the model does not show what it is for.
pub fn holds<M>(name: &str, model: M)
where
    M: Model + Send + Sync + 'static,
    M::State: Debug + Clone + Hash + PartialEq + Send + Sync + 'static,
    M::Action: Debug + Clone + PartialEq + Send + Sync,
{
    let checker = model.checker().threads(THREADS).spawn_bfs().join();
    let states = checker.unique_state_count();
    println!("{name}: {states} states");
    for property in checker.model().properties() {
        match (checker.discovery(property.name), &property.expectation) {
            (Some(_), Expectation::Sometimes) | (None, Expectation::Always) => {}
            (Some(path), _) => panic!("{name}: not {:?}\n{}", property.name, told(path)),
            (None, _) => panic!("{name}: it never happens that {:?}", property.name),
        }
    }
}

/// That a broken model is noticed by this property.
pub fn is_noticed_by<M>(name: &str, model: M, property: &'static str)
where
    M: Model + Send + Sync + 'static,
    M::State: Debug + Clone + Hash + PartialEq + Send + Sync + 'static,
    M::Action: Debug + Clone + PartialEq + Send + Sync,
{
    // A single thread finds the shortest way.
    let enough = HasDiscoveries::AnyOf(BTreeSet::from([property]));
    let checker = model.checker().finish_when(enough).spawn_bfs().join();
    let states = checker.unique_state_count();
    let found = checker.discovery(property);
    let path = found.unwrap_or_else(|| panic!("{name}: {property:?} held in all {states} states"));
    println!(
        "{name}: {property:?} noticed it after {states} states:\n{}",
        actions(path.into_actions())
    );
}

fn told<S: Debug, A: Debug>(path: Path<S, A>) -> String {
    let mut steps = path.into_vec();
    let last = steps.pop().map(|(state, _)| format!("{state:#?}")).unwrap_or_default();
    format!("{}\n{last}", actions(steps.into_iter().filter_map(|(_, action)| action)))
}

fn actions<A: Debug>(actions: impl IntoIterator<Item = A>) -> String {
    let actions: Vec<String> = actions.into_iter().map(|action| format!("  {action:?}")).collect();
    actions.join("\n")
}

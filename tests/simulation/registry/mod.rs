//! Everything that exists is called: whoever stands in an example calls what the registry has, as often
//! as the seed says, beside all others and in the same weather. A function is drawn in by being in the
//! registry: by its example where it has a route, by its schedule, or by the messages of its queue.

mod caller;
mod late;
mod messages;
mod wish;

use std::collections::BTreeMap;

use tokio::task::JoinHandle;

use self::caller::caller;
use super::{client::Client, sim::Sim};
use crate::stage::Example;

/// In one of so many seeds each function is called by this alone.
const ONE_OF: u64 = 3;

/// Starts everybody.
pub async fn start(sim: &Sim) -> Vec<JoinHandle<()>> {
    let mut people: BTreeMap<&'static str, Vec<Example>> = BTreeMap::new();
    for example in sim.examples.iter() {
        people.entry(example.who.unwrap_or_default()).or_default().push(example.clone());
    }
    let mut all = Vec::new();
    for (number, (who, examples)) in people.into_iter().enumerate() {
        // Another tab than those of whoever plays a part of one's own.
        let me = Client::in_tab(sim, who, 100 + number).await;
        all.push(tokio::spawn(caller(me, examples)));
    }
    all.push(tokio::spawn(late::schedules(sim.clone())));
    all.push(tokio::spawn(messages::strangers(sim.clone())));
    all
}

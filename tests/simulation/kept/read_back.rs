use super::Shown;
use crate::simulation::{client::Client, sim::Sim};

/// Looks for everything that was acknowledged, where it is shown, while nothing goes wrong: whoever was
/// told, or whoever may look there.
pub async fn read_back(sim: Sim) {
    let to_read = sim.kept.lock().to_read();
    for (shown, by) in to_read {
        let name = shown.function().name;
        let usual = sim.examples.iter().find(|example| example.function == name);
        let usual = usual.and_then(|example| example.who).unwrap_or_default();
        let mut found = None;
        for who in [by, usual] {
            let mut me = Client::new(&sim, who).await;
            // What is found is compared as whatever anybody reads.
            found = me.get(&shown.path).await;
            if found.is_some() {
                break;
            }
        }
        if found.is_none() {
            gone(&sim, &shown);
        }
    }
}

/// Nobody finds it any more.
fn gone(sim: &Sim, shown: &Shown) {
    let mut lines = sim.kept.lock();
    lines.moment += 1;
    let now = lines.moment;
    lines.compare(now, shown, None);
}

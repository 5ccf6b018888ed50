use runtime::Trigger;

use crate::{simulation::sim::Sim, stage::background};

/// Whoever sends messages that no function of ours sends: one of them, now and then.
pub async fn strangers(sim: Sim) {
    let mut chance = sim.chance("strangers");
    let sent = |it: &&background::Occasion| it.message.is_some();
    let all: Vec<_> = background::ALL.iter().filter(sent).collect();
    for _ in 0..chance.u32(..3) {
        let pause = chance.u64(5 * 60..60 * 60);
        sim.scheduler.sleep(std::time::Duration::from_secs(pause)).await;
        sim.scheduler.turn("a stranger").await;
        let occasion = all[chance.usize(..all.len())];
        let function = functions::find(occasion.function).expect("a function");
        let Trigger::Queue { queue, .. } = function.trigger else { panic!("a queue") };
        let Some(message) = occasion.message else { continue };
        let body = message(sim.scheduler.clock.now()).to_string();
        sim.world().cloud().queues.send(queue, body).expect("the queue");
    }
}

use runtime::Queue;

use super::sim::Sim;

/// The machines under all functions go away, so many times.
pub async fn restarts(sim: Sim, times: u32) {
    let mut chance = sim.chance("restarts");
    for _ in 0..times {
        let minutes = chance.u64(5..150);
        sim.scheduler.sleep(std::time::Duration::from_secs(minutes * 60)).await;
        sim.scheduler.turn("the operator").await;
        sim.trace.note(|| "the operator restarts everything".to_owned());
        sim.restart();
    }
}

/// Puts what was given up back into its queue. How many messages.
pub fn redrive(sim: &Sim) -> usize {
    let queues = sim.world().cloud().queues.clone();
    let mut number = 0;
    for queue in Queue::ALL {
        for message in queues.dead(queue) {
            queues.send(queue, message.body).expect("the queue");
            number += 1;
        }
    }
    number
}

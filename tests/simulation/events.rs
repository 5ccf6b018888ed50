use fastrand::Rng;
use runtime::Queue;

use super::sim::Sim;

/// What happens to messages on their way: they come twice, later than others, and those that only
/// tell what somebody else sees too are lost.
pub fn meddle(sim: &Sim, chance: &mut Rng, queue: Queue) {
    if sim.weather.is_calm() {
        return;
    }
    let queues = sim.world().cloud().queues.clone();
    for message in queues.waiting(queue) {
        let fate = chance.u32(..100);
        let again = || queues.send(queue, message.body.clone()).expect("the queue");
        match (queue, fate) {
            // The bucket promises no event: confirmation and sweep find what it did not tell.
            (Queue::Uploads, 0..10) => queues.done(queue, &message.id).expect("the queue"),
            (Queue::Uploads, 10..20) => {
                again();
                queues.done(queue, &message.id).expect("the queue");
            }
            (_, 20..26) => drop(again()),
            _ => continue,
        }
        sim.trace.note(|| format!("{}: {} {fate}", queue.name(), message.id));
    }
}

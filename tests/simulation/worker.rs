use std::{
    collections::{BTreeMap, BTreeSet},
    pin::pin,
    sync::{Mutex, MutexGuard, PoisonError},
};

use fastrand::Rng;
use futures::future::select;
use runtime::Queue;
use tokio::sync::Notify;

use super::{events::meddle, sim::Sim};

/// How many batches of each queue are being worked through, and a bell for when one is done.
#[derive(Debug, Default)]
pub struct Lines {
    under_way: Mutex<BTreeMap<Queue, usize>>,
    done: Notify,
}

impl Lines {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Queue, usize>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another batch may be begun, which it then is.
    fn begin(&self, queue: Queue) -> bool {
        let mut under_way = self.lock();
        let number = under_way.entry(queue).or_default();
        let free = *number < POLLERS;
        *number += usize::from(free);
        free
    }

    fn end(&self, queue: Queue) {
        *self.lock().entry(queue).or_insert(1) -= 1;
        self.done.notify_one();
    }

    fn are_idle(&self) -> bool {
        self.lock().values().all(|number| *number == 0)
    }
}

/// How many work at the same queue.
const POLLERS: usize = 2;

/// Hands out messages, for ever. One alone listens to the queues: of several, who is told first is
/// not the seed's to decide.
pub fn start(sim: &Sim) {
    drop(tokio::spawn(hand_out(sim.clone())));
}

async fn hand_out(sim: Sim) {
    let mut chance = sim.chance("the queues");
    let queues = sim.world().cloud().queues.clone();
    let mut changes = queues.changes();
    loop {
        changes.mark_unchanged();
        let now = sim.scheduler.clock.now();
        let visible = |queue: &Queue| queues.next_at(*queue).is_some_and(|next| next <= now);
        for queue in Queue::ALL.into_iter().filter(visible) {
            while sim.lines.begin(queue) {
                let chance = chance.fork();
                drop(tokio::spawn(work(sim.clone(), chance, queue)));
            }
        }
        let later = Queue::ALL.into_iter().filter_map(|queue| queues.next_at(queue));
        let next = later.filter(|next| *next > now).min();
        let changed = pin!(changes.changed());
        let ended = pin!(sim.lines.done.notified());
        let told = select(changed, ended);
        match next {
            Some(next) => {
                let _ = select(told, pin!(sim.scheduler.sleep_until(next))).await;
            }
            None => {
                let _ = told.await;
            }
        }
    }
}

async fn work(sim: Sim, mut chance: Rng, queue: Queue) {
    sim.scheduler.turn(queue.name()).await;
    meddle(&sim, &mut chance, queue);
    let queues = sim.world().cloud().queues.clone();
    let stands = || queues.waiting(queue).into_iter().chain(queues.dead(queue)).map(|it| it.id);
    let before: BTreeSet<String> = stands().collect();
    if sim.world().lambda.deliver(queue).await {
        let after: BTreeSet<String> = stands().collect();
        sim.tally.delivered(queue, before.is_subset(&after));
    }
    sim.lines.end(queue);
}

/// Whether nothing waits in any queue and nobody works on anything.
pub fn is_done(sim: &Sim) -> bool {
    let queues = sim.world().cloud().queues.clone();
    let empty = Queue::ALL.into_iter().all(|queue| queues.waiting(queue).is_empty());
    empty && sim.lines.are_idle()
}

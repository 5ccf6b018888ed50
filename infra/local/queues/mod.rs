//! The queues: at least once, each message its own file, five attempts, then a dead-letter queue.

mod folder;
mod message;
mod sqs;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    io,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Ids, Queue};
use tokio::sync::watch;

pub use message::{Message, Received, event};
pub use sqs::serve;

use self::folder::Folder;

/// How often a message is handed out before it goes to the dead-letter queue, as in the template.
pub const MAX_RECEIVES: u32 = 5;

/// Every queue and every dead-letter queue.
#[derive(Debug)]
pub struct Queues {
    folder: Folder,
    state: Mutex<State>,
    changes: watch::Sender<()>,
    clock: Clock,
    ids: Ids,
}

#[derive(Debug, Default, Clone)]
struct State {
    waiting: BTreeMap<Queue, BTreeMap<String, Waiting>>,
    dead: BTreeMap<Queue, Vec<Message>>,
}

#[derive(Debug, Clone)]
struct Waiting {
    message: Message,
    /// How often it was handed out. Begins anew with the process.
    received: u32,
    first_received_at: Option<Timestamp>,
    visible_at: Timestamp,
    in_flight: bool,
}

/// All queues as they stood at one moment.
#[derive(Debug, Clone)]
pub struct Snapshot(State);

impl Waiting {
    fn new(message: Message) -> Self {
        let visible_at = message.sent_at;
        Self { message, received: 0, first_received_at: None, visible_at, in_flight: false }
    }
}

impl Queues {
    /// Opens the folder with what waits there, or an empty memory. Blocks.
    pub fn open(folder: Option<PathBuf>, clock: Clock, ids: Ids) -> io::Result<Arc<Self>> {
        let folder = Folder::open(folder)?;
        let mut state = State::default();
        for queue in Queue::ALL {
            let waiting = folder.waiting(queue)?.into_iter();
            let keyed = waiting.map(|message| (message.id.clone(), Waiting::new(message)));
            state.waiting.insert(queue, keyed.collect());
            state.dead.insert(queue, folder.dead(queue)?);
        }
        let changes = watch::Sender::new(());
        Ok(Arc::new(Self { folder, state: Mutex::new(state), changes, clock, ids }))
    }

    /// Puts a message into a queue, and gives its id. It is on the disk when this returns.
    pub fn send(&self, queue: Queue, body: String) -> io::Result<String> {
        let id = self.ids.next().to_string();
        let message = Message { id: id.clone(), body, sent_at: self.clock.now() };
        self.folder.keep(queue, &message)?;
        let mut state = self.lock();
        state.waiting.entry(queue).or_default().insert(id.clone(), Waiting::new(message));
        drop(state);
        self.changes.send_replace(());
        Ok(id)
    }

    /// Hands out messages that are visible now, the oldest first. Each stays where it is until it
    /// is [`done`](Self::done); one that was handed out too often goes to the dead-letter queue.
    pub fn receive(&self, queue: Queue, most: usize) -> io::Result<Vec<Received>> {
        let now = self.clock.now();
        let mut state = self.lock();
        let State { waiting, dead } = &mut *state;
        let waiting = waiting.entry(queue).or_default();
        let (mut taken, mut given_up) = (Vec::new(), Vec::new());
        let visible = waiting.values_mut().filter(|m| !m.in_flight && m.visible_at <= now);
        for found in visible {
            if found.received >= MAX_RECEIVES {
                given_up.push(found.message.id.clone());
                continue;
            }
            if taken.len() == most {
                break;
            }
            found.in_flight = true;
            found.received += 1;
            let first_received_at = *found.first_received_at.get_or_insert(now);
            let message = found.message.clone();
            taken.push(Received { message, received: found.received, first_received_at });
        }
        for id in given_up {
            let Some(found) = waiting.remove(&id) else { continue };
            tracing::error!(queue = queue.name(), message.id = id, "a message is given up");
            self.folder.bury(queue, &found.message)?;
            dead.entry(queue).or_default().push(found.message);
        }
        Ok(taken)
    }

    /// The message was worked through: it never comes again.
    pub fn done(&self, queue: Queue, id: &str) -> io::Result<()> {
        self.folder.forget(queue, id)?;
        self.lock().waiting.entry(queue).or_default().remove(id);
        self.changes.send_replace(());
        Ok(())
    }

    /// The message was not worked through: it comes again after the pause.
    pub fn failed(&self, queue: Queue, id: &str, pause: SignedDuration) {
        if let Some(found) = self.lock().waiting.entry(queue).or_default().get_mut(id) {
            found.in_flight = false;
            found.visible_at = self.clock.now() + pause;
        }
        self.changes.send_replace(());
    }

    /// When the next message is to be handed out, of those that nobody has now; none where there is
    /// none.
    pub fn next_at(&self, queue: Queue) -> Option<Timestamp> {
        let state = self.lock();
        let idle = state.waiting.get(&queue).into_iter().flatten();
        idle.map(|(_, found)| found).filter(|m| !m.in_flight).map(|m| m.visible_at).min()
    }

    /// Whether messages of the queue are being worked through.
    pub fn is_busy(&self, queue: Queue) -> bool {
        self.lock().waiting.get(&queue).is_some_and(|all| all.values().any(|m| m.in_flight))
    }

    /// Messages that wait, those with a pause before them included.
    pub fn waiting(&self, queue: Queue) -> Vec<Message> {
        let state = self.lock();
        let waiting = state.waiting.get(&queue).into_iter().flatten();
        waiting.map(|(_, found)| found.message.clone()).collect()
    }

    /// Messages that were given up.
    pub fn dead(&self, queue: Queue) -> Vec<Message> {
        self.lock().dead.get(&queue).cloned().unwrap_or_default()
    }

    /// What waits and what was given up now.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(self.lock().clone())
    }

    /// Puts all messages back, in memory: a folder keeps its own.
    pub fn restore(&self, snapshot: &Snapshot) {
        self.lock().clone_from(&snapshot.0);
        self.changes.send_replace(());
    }

    /// Tells of every change from now on.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

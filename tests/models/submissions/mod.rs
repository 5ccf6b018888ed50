//! The submission of a school's batch: opened, frozen, signed, packed, delivered, reconciled.
//!
//! What is left out: the text of rows and files, of which the model knows only which version was
//! read; that files are packed into several archives, which are built independently of each other;
//! that eight students are frozen at once, each in a transaction of their own; the school's copy of a
//! selection, which every transaction writes together with the student's; and replies that are lost,
//! which the store recognises or which are a worker that dies.

mod archive;
mod broken;
mod clerk;
mod delivering;
mod freezing;
mod invariants;
mod noticed;
mod receipts;
mod recovery;
mod student;
mod tests;
mod world;

use portfolio::central_submissions::{DataKey, Scope};
use stateright::{Model, Property};

use archive::Pack;
use broken::Broken;
use clerk::{Fix, Open};
use delivering::Deliver;
use freezing::Freeze;
use receipts::Import;
use recovery::Recovered;
use student::Deed;
use world::{
    Archive, Batch, Delivery, Link, MANIFEST, PAPERS, Rows, STUDENTS, Said, Stage, Student, World,
};

/// Who there is, and what may happen.
#[derive(Debug)]
pub struct Submissions {
    broken: Option<Broken>,
    /// What each student's item says at first.
    students: Vec<u8>,
    /// How many of them, from the first on, have selected it.
    selected: usize,
    /// How often a student changes their mind.
    changes: u8,
    /// Students mend their items.
    mending: bool,
    /// Batches that are opened at most.
    batches: usize,
    /// Functions that run at the same time.
    at_once: usize,
    /// Messages come again after they were finished.
    again: bool,
    /// The messages that somebody works on; the others wait until everything settles.
    stages: &'static [Stage],
    /// Another roster of the school is signed meanwhile.
    other_roster: bool,
    /// What each receipt says of each row, if it names it.
    receipts: Vec<[Option<Said>; STUDENTS]>,
    /// How far the first batch has come before anything happens.
    begins: Begins,
    /// The central database has everything of the first batch, however it came there.
    received: bool,
    scope: Scope,
    /// The keys of the students' rows.
    keys: [DataKey; STUDENTS],
    recovered: Recovered,
}

/// Where a model begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// There is no batch.
    Nothing,
    /// The first batch is frozen, and its message is waiting.
    Frozen,
    /// It is signed and planned, and its messages are waiting.
    Signed,
    /// It is acknowledged.
    Acknowledged,
}

/// A function that is running, with what it does next and remembers. Whoever works on a message
/// finishes it at the end, unless it is one that had been finished and came again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Worker {
    Open(usize, Open),
    Fix(usize, Fix),
    Freeze(usize, bool, Freeze),
    Pack(usize, bool, Pack),
    Deliver(usize, bool, Deliver),
    Import(usize, usize, Import),
}

/// How the work on a message ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The message is finished.
    Done,
    /// It comes again.
    Failed,
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Somebody is called.
    Start(Worker),
    /// Makes its next call.
    Step(Worker),
    /// Dies.
    Die(Worker),
    /// A student does something.
    Does(usize, Deed),
    /// Another roster of the school is signed.
    OtherRoster,
}

/// Uploads of one archive that are begun at most.
const UPLOADS: usize = 2;
/// The last version of a batch that is taken over: three workers, one after the other.
const TAKEN: u8 = 4;
/// The last version of a batch that an import changes: three of them do.
const RECONCILED: u8 = 9;

impl Worker {
    /// The message that it works on.
    fn message(self) -> Option<(usize, Stage)> {
        match self {
            Self::Freeze(id, true, _) => Some((id, Stage::Freeze)),
            Self::Pack(id, true, _) => Some((id, Stage::Archive)),
            Self::Deliver(id, true, _) => Some((id, Stage::Deliver)),
            _ => None,
        }
    }
}

impl Submissions {
    fn is(&self, broken: Broken) -> bool {
        self.broken == Some(broken)
    }

    /// Whoever was overtaken leaves the message to come again: the other one may die.
    fn overtaken(&self) -> Ended {
        if self.is(Broken::OvertakenIsDone) { Ended::Done } else { Ended::Failed }
    }

    /// The call that a worker makes now.
    fn step(&self, world: &mut World, worker: Worker) {
        world.stops(&worker);
        let next = match worker {
            Worker::Open(id, at) => return clerk::open(self, world, id, at),
            Worker::Fix(id, at) => return clerk::fix(world, id, at),
            Worker::Import(id, receipt, at) => {
                return receipts::step(self, world, id, receipt, at);
            }
            Worker::Freeze(id, message, at) => {
                freezing::step(self, world, id, at).map(|at| Worker::Freeze(id, message, at))
            }
            Worker::Pack(id, message, at) => {
                archive::step(self, world, id, at).map(|at| Worker::Pack(id, message, at))
            }
            Worker::Deliver(id, message, at) => {
                delivering::step(self, world, id, at).map(|at| Worker::Deliver(id, message, at))
            }
        };
        match (next, worker.message()) {
            (Ok(next), _) => world.goes_on(next),
            (Err(Ended::Done), Some((id, stage))) => {
                if let Some(batch) = world.batch_mut(id) {
                    let waiting = &mut batch.queue.waiting[stage as usize];
                    *waiting = waiting.saturating_sub(1);
                }
            }
            (Err(_), _) => {}
        }
    }

    fn starts(&self, world: &World, actions: &mut Vec<Action>) {
        let mut start = |worker| actions.push(Action::Start(worker));
        for id in 0..self.batches {
            let Some(batch) = world.batch(id) else {
                start(Worker::Open(id, Open::Head));
                continue;
            };
            if self.begins == Begins::Nothing || id > 0 {
                start(Worker::Fix(id, Fix::Batch));
            }
            for message in [true, false] {
                let mut comes = |stage: Stage, worker| {
                    let waits = batch.queue.waiting[stage as usize] > 0;
                    let again = self.again && batch.queue.ever[stage as usize];
                    if self.stages.contains(&stage) && if message { waits } else { again } {
                        start(worker);
                    }
                };
                comes(Stage::Freeze, Worker::Freeze(id, message, Freeze::Batch));
                comes(Stage::Archive, Worker::Pack(id, message, Pack::Batch));
                comes(Stage::Deliver, Worker::Deliver(id, message, Deliver::Batch));
            }
        }
        for receipt in 0..self.receipts.len() {
            start(Worker::Import(0, receipt, Import::Batch));
        }
    }

    /// Whether a worker may go on: models are kept finite by beginning few uploads, and taking over
    /// and reconciling a batch a few times.
    fn may_step(world: &World, worker: &Worker) -> bool {
        let batch = |id: usize, may: fn(&Batch) -> bool| world.batch(id).is_some_and(may);
        match *worker {
            Worker::Pack(id, _, Pack::Begin { .. }) => {
                batch(id, |batch| batch.outbox.uploads.len() < UPLOADS)
            }
            Worker::Freeze(id, _, Freeze::Take { .. }) => batch(id, |batch| batch.version <= TAKEN),
            Worker::Import(id, _, Import::Counts { .. }) => {
                batch(id, |batch| batch.version <= RECONCILED)
            }
            _ => true,
        }
    }
}

impl Model for Submissions {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        vec![tests::beginning(self)]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        if world.workers.len() < self.at_once {
            self.starts(world, actions);
        }
        let mut before = None;
        for worker in &world.workers {
            if before != Some(worker) && Self::may_step(world, worker) {
                actions.push(Action::Step(*worker));
            }
            if before != Some(worker) {
                actions.push(Action::Die(*worker));
            }
            before = Some(worker);
        }
        for student in 0..world.students.len() {
            let deeds = student::possible(self, world, student);
            actions.extend(deeds.into_iter().map(|deed| Action::Does(student, deed)));
        }
        if self.other_roster && world.chain.iter().all(|link| link.batch.is_some()) {
            actions.push(Action::OtherRoster);
        }
    }

    fn next_state(&self, before: &World, action: Action) -> Option<World> {
        let mut world = before.clone();
        match action {
            Action::Start(worker) => world.goes_on(worker),
            Action::Step(worker) => self.step(&mut world, worker),
            Action::Die(worker) => world.stops(&worker),
            Action::Does(student, deed) => student::happens(self, &mut world, student, deed),
            Action::OtherRoster => {
                let sequence = u8::try_from(world.chain.len() + 1).unwrap_or(u8::MAX);
                let previous = world.chain.last().map(|link| link.root);
                let root = [u8::MAX; STUDENTS];
                world.chain.push(Link { batch: None, root, sequence, previous });
            }
        }
        (world != *before).then_some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        invariants::all(self)
    }
}

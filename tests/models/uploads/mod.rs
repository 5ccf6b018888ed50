//! Uploads and exact quotas: staging, the vault, the rows, the owners' space, and everybody who works
//! on them.
//!
//! What is left out: the second copy of the vault, which S3 makes by itself; the text of rows; how many
//! bytes a unit of size is. That a reply is lost needs no step of its own: the call has happened, and
//! whoever made it either repeats it, which the store recognises by the write's mark or token, or dies.

mod broken;
mod collecting;
mod counted;
mod ending;
mod giving_up;
mod invariants;
mod naming;
mod noticed;
mod promoting;
mod recovery;
mod reserving;
mod surroundings;
mod tests;
mod world;

use portfolio::files::FileState;
use stateright::{Model, Property};

use broken::Broken;
use collecting::Collect;
use giving_up::Delete;
use naming::{Edit, Freeze};
use promoting::{By, Promote};
use recovery::Recovered;
use reserving::Reserve;
use surroundings::Event;
use world::{Address, Due, File, FileId, Quota, World};

/// Who there is, and what may happen.
#[derive(Debug)]
pub struct Uploads {
    broken: Option<Broken>,
    /// The space of each owner, in units.
    limits: Vec<i8>,
    files: Vec<Upload>,
    /// Functions that run at the same time.
    at_once: usize,
    /// Uploads that one owner may have under way.
    max_pending: usize,
    /// What is sent can arrive late and twice, and copies can land when nobody waits for them.
    late: bool,
    /// Thirty days can go by.
    collecting: bool,
    /// Owners have an item that names files, and change it.
    items: bool,
    /// What is named is frozen.
    freezing: bool,
    /// Everything is stored already.
    stored: bool,
    recovered: Recovered,
}

/// What an upload is.
#[derive(Debug, Clone, Copy)]
pub struct Upload {
    owner: usize,
    /// Units of space.
    size: i8,
    /// It is what it claims to be.
    honest: bool,
}

/// A function that is running, with what it does next and remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Worker {
    Reserve(FileId, Reserve),
    Promote(FileId, By, Promote),
    Delete(FileId, Delete),
    Collect(FileId, Collect),
    Edit(usize, Option<FileId>, Edit),
    Freeze(FileId, Freeze),
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Somebody is called.
    Start(Worker),
    /// Makes its next call.
    Step(Worker),
    /// Asks for a copy, and hears nothing.
    CopyUnanswered(Worker),
    /// Dies.
    Die(Worker),
    /// Nobody's doing.
    Event(FileId, Event),
}

impl Uploads {
    fn is(&self, broken: Broken) -> bool {
        self.broken == Some(broken)
    }

    /// The refused designs with one bucket for all.
    fn has_one_bucket(&self) -> bool {
        self.is(Broken::OneBucketSweep) || self.is(Broken::TagAfterCommit)
    }

    fn owner(&self, file: FileId) -> usize {
        self.files[file].owner
    }

    fn size(&self, file: FileId) -> i8 {
        self.files[file].size
    }

    fn is_honest(&self, file: FileId) -> bool {
        self.files[file].honest
    }

    /// The call that a worker makes now.
    fn step(&self, world: &mut World, worker: Worker) {
        world.stops(&worker);
        match worker {
            Worker::Reserve(file, at) => reserving::step(self, world, file, at),
            Worker::Promote(file, by, at) => promoting::step(self, world, file, by, at),
            Worker::Delete(file, at) => giving_up::step(self, world, file, at),
            Worker::Collect(file, at) => collecting::step(world, file, at),
            Worker::Edit(owner, next, at) => naming::edit(self, world, owner, next, at),
            Worker::Freeze(file, at) => naming::freeze(world, file, at),
        }
    }

    /// Who can be called: any request at any time, again and again; the schedules for what the index
    /// says, or said.
    fn starts(&self, world: &World, actions: &mut Vec<Action>) {
        let mut start = |worker| actions.push(Action::Start(worker));
        for (file, row) in world.files.iter().enumerate() {
            start(Worker::Reserve(file, Reserve::Hold));
            if row.row.is_some() {
                start(Worker::Promote(file, By::Asked, Promote::Row));
                start(Worker::Promote(file, By::Sweep, Promote::Row));
                start(Worker::Delete(file, Delete::Row));
            }
            if row.due == Due::CollectNow {
                start(Worker::Collect(file, Collect::Row));
            }
            if self.items && row.row == Some(FileState::Stored) {
                start(Worker::Edit(self.owner(file), Some(file), Edit::Read));
            }
            if self.freezing && row.used {
                start(Worker::Freeze(file, Freeze::Row));
            }
        }
        for (owner, named) in world.items.iter().enumerate() {
            if self.items && named.is_some() {
                start(Worker::Edit(owner, None, Edit::Read));
            }
        }
    }
}

impl Model for Uploads {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        let quota = |limit: &i8| Quota { free: *limit, pending: 0 };
        let mut world = World {
            quotas: self.limits.iter().map(quota).collect(),
            files: self.files.iter().map(|_| File::new()).collect(),
            items: vec![None; self.limits.len()],
            workers: Vec::new(),
        };
        if self.stored {
            for file in 0..self.files.len() {
                recovery::store(self, &mut world, file);
            }
        }
        vec![world]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        if world.workers.len() < self.at_once {
            self.starts(world, actions);
        }
        let mut before = None;
        for worker in &world.workers {
            if before == Some(worker) {
                continue;
            }
            before = Some(worker);
            actions.push(Action::Step(*worker));
            actions.push(Action::Die(*worker));
            if self.late && matches!(worker, Worker::Promote(_, _, Promote::Copy)) {
                actions.push(Action::CopyUnanswered(*worker));
            }
        }
        for (file, row) in world.files.iter().enumerate() {
            let mut events = Vec::new();
            surroundings::possible(self, world, row, &mut events);
            actions.extend(events.into_iter().map(|event| Action::Event(file, event)));
        }
    }

    fn next_state(&self, before: &World, action: Action) -> Option<World> {
        let mut world = before.clone();
        match action {
            Action::Start(worker) => world.goes_on(worker),
            Action::Step(worker) => self.step(&mut world, worker),
            Action::Die(worker) => world.stops(&worker),
            Action::CopyUnanswered(worker) => {
                world.stops(&worker);
                if let Worker::Promote(file, by, _) = worker {
                    promoting::copy_unanswered(&mut world, file, by);
                }
            }
            Action::Event(file, event) => surroundings::happens(self, &mut world, file, event),
        }
        (world != *before).then_some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        invariants::all(self)
    }
}

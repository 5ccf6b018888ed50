use portfolio::files::FileState;

use super::Worker;

/// A file, by its place among the model's files.
pub type FileId = usize;

/// Everything that there is: the table, both buckets, what is under way, and what an observer
/// remembers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    /// The quota item of each owner.
    pub quotas: Vec<Quota>,
    /// Each upload id's row, objects and addresses.
    pub files: Vec<File>,
    /// The file that each owner's one item of a portfolio names.
    pub items: Vec<Option<FileId>>,
    /// Functions that are running, in no order that matters.
    pub workers: Vec<Worker>,
}

/// An owner's quota item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Signed, so that an overdrawn one can be seen.
    pub free: i8,
    /// The files that hold space, one bit each.
    pub pending: u8,
}

/// All about one upload id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// The row; none before it is reserved.
    pub row: Option<FileState>,
    /// The index `due`.
    pub due: Due,
    /// The reservation's time is over.
    pub reservation_over: bool,
    /// The time of whoever took up the promotion is over.
    pub lease_over: bool,
    /// Thirty days have gone by since the row became a tombstone.
    pub rested: bool,
    /// The owner's item names it.
    pub used: bool,
    /// A frozen batch holds it.
    pub held: bool,
    /// The signed address.
    pub address: Address,
    /// Bytes are on their way to staging.
    pub sending: bool,
    /// Staging has them.
    pub staged: bool,
    /// The vault has them.
    pub vault: bool,
    /// A legal hold lies on them.
    pub legal_hold: bool,
    /// A copy is under way that nobody waits for any more.
    pub copying: bool,
    /// One bucket for all: the tag that the bucket's rules remove objects by. In broken models only.
    pub tag: bool,
    /// How often its space was taken.
    pub charged: u8,
    /// How often its space was given back.
    pub refunded: u8,
    /// The owner was told that it is stored.
    pub acknowledged: bool,
    /// It was being promoted once.
    pub begun: bool,
    /// It was a tombstone once.
    pub ended: bool,
}

/// What the index `due` says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// It is not in the index.
    Nothing,
    /// Its reservation or promotion ends.
    Pending,
    /// Its bytes are to be collected in thirty days.
    Collect,
    /// Its bytes are to be collected.
    CollectNow,
}

/// A signed address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Address {
    /// Never signed.
    Unsigned,
    /// Can be used.
    Valid,
    /// Cannot be used any more.
    Over,
}

impl World {
    /// A worker makes its next call later.
    pub fn goes_on(&mut self, worker: Worker) {
        let at = self.workers.partition_point(|other| *other < worker);
        self.workers.insert(at, worker);
    }

    /// A worker has ended, or makes its call now.
    pub fn stops(&mut self, worker: &Worker) {
        if let Some(at) = self.workers.iter().position(|other| other == worker) {
            self.workers.remove(at);
        }
    }
}

impl File {
    pub fn new() -> Self {
        Self {
            row: None,
            due: Due::Nothing,
            reservation_over: false,
            lease_over: false,
            rested: false,
            used: false,
            held: false,
            address: Address::Unsigned,
            sending: false,
            staged: false,
            vault: false,
            legal_hold: false,
            copying: false,
            tag: false,
            charged: 0,
            refunded: 0,
            acknowledged: false,
            begun: false,
            ended: false,
        }
    }

    /// Whether the row is in a state of this sort.
    pub fn is(&self, sort: impl Fn(FileState) -> bool) -> bool {
        self.row.is_some_and(sort)
    }

    /// Whether the row's `expires_at` has gone by.
    pub fn time_is_over(&self) -> bool {
        match self.row {
            Some(FileState::Promoting) => self.lease_over,
            _ => self.reservation_over,
        }
    }
}

impl Quota {
    pub fn holds(&self, file: FileId) -> bool {
        self.pending & 1 << file != 0
    }

    pub fn hold(&mut self, file: FileId) {
        self.pending |= 1 << file;
    }

    pub fn let_go(&mut self, file: FileId) {
        self.pending &= !(1 << file);
    }
}

use std::collections::BTreeSet;

use portfolio::central_submissions::BatchState;

use super::{Worker, student::REUPLOADED};

/// The most students of a model.
pub const STUDENTS: usize = 3;

/// What the rows of a batch say, by student; 0 where there is none. The bytes of every container
/// follow from it.
pub type Rows = [u8; STUDENTS];

/// Everything that there is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    pub students: Vec<Student>,
    /// By the id that their opener chose; none where nobody has opened it.
    pub batches: Vec<Option<Batch>>,
    /// The latest batch, and how often this has changed.
    pub head: Option<usize>,
    pub head_version: u8,
    /// Every link that was signed for the school, in the order of signing. Its length is the version
    /// of the item that holds the last one.
    pub chain: Vec<Link>,
    /// What whoever takes packages has taken.
    pub receiver: BTreeSet<Delivery>,
    /// Receipts whose import was begun.
    pub imported: u8,
    /// Functions that are running, in no order that matters.
    pub workers: Vec<Worker>,
}

/// A student's selection, the one item in it, and the item's files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Student {
    /// The version of the selection.
    pub version: u8,
    pub chosen: bool,
    pub frozen_in: Option<usize>,
    /// What the item says; 0 cannot be submitted.
    pub content: u8,
    /// Its first file and its second.
    pub files: [File; 2],
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct File {
    /// Its owner replaced it.
    pub given_up: bool,
    pub held_by: Option<usize>,
    pub legal_hold: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Batch {
    pub state: BatchState,
    pub version: u8,
    /// Received, rejected and missing, as the batch says.
    pub counts: [u8; 3],
    /// What was signed.
    pub root: Option<Rows>,
    /// The frozen rows.
    pub rows: Rows,
    /// What is said of each.
    pub said: [Said; STUDENTS],
    /// An import that named the row was answered.
    pub told: [bool; STUDENTS],
    /// The archive's item, once it is planned.
    pub archive: Option<Archive>,
    pub outbox: Outbox,
    pub queue: Messages,
}

/// An archive's item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Archive {
    pub upload: Option<usize>,
    /// Its digest, once it is built.
    pub built: Option<Rows>,
    pub delivered: bool,
}

/// The objects of a batch in the outbox.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Outbox {
    /// Multipart uploads by number; none where it was finished.
    pub uploads: Vec<Option<Part>>,
    pub archive: Option<Rows>,
    /// Roster, signature, manifest.
    pub papers: [Option<Rows>; PAPERS],
}

/// The one part of an upload, if it was sent.
pub type Part = Option<Rows>;

/// Roster, signature, manifest.
pub const PAPERS: usize = 3;
/// The last of them.
pub const MANIFEST: usize = 2;

/// Messages of a batch that nobody has finished, two of a sort at most: one that is forgotten makes it
/// only harder to settle. And whether one was ever sent, which may come again at any time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Messages {
    pub waiting: [u8; 3],
    pub ever: [bool; 3],
}

/// What a message asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Freeze,
    Archive,
    Deliver,
}

/// What the central database says of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    #[default]
    Waiting,
    Received,
    Rejected,
    Missing,
}

/// A signed link of the school's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// Which batch, or another roster's.
    pub batch: Option<usize>,
    pub root: Rows,
    pub sequence: u8,
    pub previous: Option<Rows>,
}

/// A file as whoever takes packages took it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Delivery {
    pub batch: usize,
    /// One of the papers, or after them the archive.
    pub name: usize,
    /// The root in its idempotency key; and, in a broken model, a number.
    pub key: (Rows, u8),
    pub bytes: Rows,
}

impl Batch {
    pub fn new() -> Self {
        Self {
            state: BatchState::Open,
            version: 1,
            counts: [0; 3],
            root: None,
            rows: [0; STUDENTS],
            said: [Said::Waiting; STUDENTS],
            told: [false; STUDENTS],
            archive: None,
            outbox: Outbox::default(),
            queue: Messages::default(),
        }
    }

    /// The students who have a row in it.
    pub fn students(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows;
        (0..STUDENTS).filter(move |student| rows[*student] != 0)
    }

    pub fn send(&mut self, stage: Stage) {
        let waiting = &mut self.queue.waiting[stage as usize];
        *waiting = (*waiting + 1).min(2);
        self.queue.ever[stage as usize] = true;
    }

    pub fn is_under_way(&self) -> bool {
        !matches!(
            self.state,
            BatchState::Reconciled | BatchState::Discrepant | BatchState::Reopened
        )
    }
}

impl Student {
    /// The file of what the item says.
    pub fn file(&mut self, content: u8) -> &mut File {
        &mut self.files[usize::from(content == REUPLOADED)]
    }

    /// Whether it goes into the next batch.
    pub fn is_candidate(&self) -> bool {
        self.chosen && self.frozen_in.is_none()
    }
}

impl World {
    /// A batch that somebody has opened.
    pub fn batch(&self, batch: usize) -> Option<&Batch> {
        self.batches.get(batch)?.as_ref()
    }

    pub fn batch_mut(&mut self, batch: usize) -> Option<&mut Batch> {
        self.batches.get_mut(batch)?.as_mut()
    }

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

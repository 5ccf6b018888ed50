use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use runtime::{Function, Queue, Trigger};

/// How often each function was called in a run, by its name.
#[derive(Debug, Default)]
pub struct Tally(Mutex<Counts>);

/// What a tally comes to.
pub type Counts = BTreeMap<&'static str, Count>;

/// How often one function was called.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// By whomever.
    pub called: usize,
    /// And did what it is there for.
    pub succeeded: usize,
    /// And what it acknowledged was found where it is shown.
    pub found: usize,
}

impl Tally {
    /// Somebody calls it.
    pub fn called(&self, function: &'static str) {
        self.lock().entry(function).or_default().called += 1;
    }

    /// It did what it was called for.
    pub fn succeeded(&self, function: &'static str) {
        self.lock().entry(function).or_default().succeeded += 1;
    }

    /// A batch of messages was handed to whoever reads the queue; what failed is left.
    pub fn delivered(&self, queue: Queue, failed: bool) {
        let reads = |function: &&Function| matches!(function.trigger, Trigger::Queue { queue: read, .. } if read == queue);
        let Some(function) = functions::all().find(reads) else { return };
        self.called(function.name);
        if !failed {
            self.succeeded(function.name);
        }
    }

    /// What it comes to, with what was found.
    pub fn counts(&self, found: BTreeMap<&'static str, usize>) -> Counts {
        let mut counts = self.lock().clone();
        for (function, number) in found {
            counts.entry(function).or_default().found += number;
        }
        counts
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The sum of both.
pub fn add(all: &mut Counts, more: Counts) {
    for (function, count) in more {
        let sum = all.entry(function).or_default();
        sum.called += count.called;
        sum.succeeded += count.succeeded;
        sum.found += count.found;
    }
}

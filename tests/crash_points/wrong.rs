use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use local::cloud::{Fault, Service};

use crate::support::World;

/// In which way a call of a function goes wrong, and those after it.
#[derive(Debug, Clone, Copy)]
pub struct Wrong {
    /// At the call.
    at: Fault,
    /// At every call after it.
    then: Option<Fault>,
}

const fn once(at: Fault) -> Wrong {
    Wrong { at, then: None }
}

const fn ever(at: Fault, then: Fault) -> Wrong {
    Wrong { at, then: Some(then) }
}

impl Wrong {
    /// Every way: once before and after it was done, in the middle of the answer, by a busy service, by
    /// another transaction; for ever from the call on, whether it was done, or everything after it
    /// too; and the function ends before it, and after it.
    pub const ALL: [Self; 10] = [
        once(Fault::FailBefore),
        once(Fault::ApplyAndLoseReply),
        once(Fault::CutShort),
        once(Fault::Throttle),
        once(Fault::TransactionConflict),
        ever(Fault::FailBefore, Fault::FailBefore),
        ever(Fault::ApplyAndLoseReply, Fault::FailBefore),
        ever(Fault::ApplyAndLoseReply, Fault::ApplyAndLoseReply),
        once(Fault::DieBefore),
        once(Fault::DieAfter),
    ];

    /// Whether it is the function's own to get over: it lives, and only one call of it goes wrong.
    pub fn passes(self) -> bool {
        let ends = matches!(self.at, Fault::DieBefore | Fault::DieAfter);
        self.then.is_none() && !ends
    }

    /// Whether what the call asked for is done all the same.
    pub fn is_done(self) -> bool {
        matches!(self.at, Fault::ApplyAndLoseReply | Fault::CutShort | Fault::DieAfter)
    }

    /// From now on the function's call of this number goes wrong so. What counts its calls.
    pub fn begin(self, world: &World, function: &'static str, number: usize) -> Arc<AtomicUsize> {
        count(world, function, move |call| match call {
            call if call < number => None,
            call if call == number => Some(self.at),
            _ => self.then,
        })
    }
}

/// Counts the calls of a function, and lets go wrong what shall.
pub fn count(
    world: &World,
    function: &'static str,
    fault: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static,
) -> Arc<AtomicUsize> {
    let made = Arc::new(AtomicUsize::new(0));
    let count = made.clone();
    world.cloud().faults.inject(move |call| {
        if call.function != Some(function) {
            return None;
        }
        let fault = fault(count.fetch_add(1, Ordering::SeqCst))?;
        // One that ends while it fetches its keys has not begun, as one that cannot fetch them.
        let begins = call.service == Service::SecretsManager;
        let ends = matches!(fault, Fault::DieBefore | Fault::DieAfter);
        Some(if begins && ends { Fault::FailBefore } else { fault })
    });
    made
}

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use futures::future::{BoxFuture, ready};

use super::CallInfo;

/// What can go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The request never arrives.
    FailBefore,
    /// The request does what it asks for, and the answer is lost.
    ApplyAndLoseReply,
    /// The request does what it asks for, and the connection ends in the middle of the answer.
    CutShort,
    /// The request does what it asks for, and half the answer comes as if it were all.
    Halved,
    /// The service is too busy, and says so.
    Throttle,
    /// The table meets another transaction; no fault of the other services.
    TransactionConflict,
    /// Some writes of a transaction meet another one, some are throttled, and some are not to blame.
    MixedConflict,
    /// Another write of the same object is under way; no fault of what only reads.
    ObjectConflict,
    /// It takes that long.
    Slow(Duration),
    /// It happens that much later, whether anybody still waits for it or not.
    Late(Duration),
    /// The function's process ends just before the request, which never arrives.
    DieBefore,
    /// The function's process ends just after the request did what it asks for.
    DieAfter,
}

/// Decides about each call whether it goes wrong, and when it may go on.
pub type FaultHook = Arc<dyn Fn(CallInfo) -> BoxFuture<'static, Option<Fault>> + Send + Sync>;

/// What goes wrong on purpose; nothing, until somebody says so.
#[derive(Default)]
pub struct Faults(RwLock<Option<FaultHook>>);

impl Faults {
    /// From now on the hook decides.
    pub fn inject(&self, hook: impl Fn(&CallInfo) -> Option<Fault> + Send + Sync + 'static) {
        self.conduct(move |call| Box::pin(ready(hook(&call))));
    }

    /// From now on every call waits for the hook.
    pub fn conduct(
        &self,
        hook: impl Fn(CallInfo) -> BoxFuture<'static, Option<Fault>> + Send + Sync + 'static,
    ) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(hook));
    }

    /// From now on nothing goes wrong.
    pub fn clear(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) async fn of(&self, call: &CallInfo) -> Option<Fault> {
        let hook = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        match hook {
            Some(hook) => hook(call.clone()).await,
            None => None,
        }
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Faults")
    }
}

use std::{
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

/// Tells when nothing can go on by itself any more: the runtime says so before its thread sleeps.
#[derive(Debug, Clone, Default)]
pub struct Idle(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    reached: bool,
    waits: Option<Waker>,
}

impl Idle {
    /// The thread is about to sleep.
    pub fn reached(&self) {
        let mut state = self.lock();
        state.reached = true;
        if let Some(waits) = state.waits.take() {
            waits.wake();
        }
    }

    /// Waits until everybody else waits.
    pub async fn wait(&self) {
        self.lock().reached = false;
        poll_fn(|context| {
            let mut state = self.lock();
            if state.reached {
                return Poll::Ready(());
            }
            state.waits = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

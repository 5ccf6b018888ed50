use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
    mpsc,
};

use tokio::sync::oneshot;

use super::World;

/// A function that stands still before a call of its, while others go on.
pub struct Held {
    arrived: oneshot::Receiver<()>,
    release: mpsc::Sender<()>,
}

impl Held {
    /// The next such call of the function waits. It takes one of the runtime's threads.
    pub fn before(world: &World, function: &'static str, operation: &'static str) -> Self {
        Self::before_number(1, world, function, operation)
    }

    /// The same of the call of this number from now on.
    pub fn before_number(
        number: usize,
        world: &World,
        function: &'static str,
        operation: &'static str,
    ) -> Self {
        let calls = AtomicUsize::new(0);
        let (arriving, arrived) = oneshot::channel();
        let (release, released) = mpsc::channel();
        let first = Mutex::new(Some((arriving, released)));
        world.cloud().faults.inject(move |call| {
            let is_such = call.function == Some(function) && call.operation == operation;
            if is_such && calls.fetch_add(1, Ordering::SeqCst) + 1 == number {
                let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some((arriving, released)) = first {
                    let _ = arriving.send(());
                    let _ = released.recv();
                }
            }
            None
        });
        Self { arrived, release }
    }

    /// Once it stands still, lets something else happen, and then lets it go on.
    pub async fn meanwhile(self, other: impl Future<Output = ()>) {
        self.arrived.await.expect("it arrives");
        other.await;
        drop(self.release);
    }
}

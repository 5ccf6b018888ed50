use std::sync::{Mutex, PoisonError, mpsc};

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
        let (arriving, arrived) = oneshot::channel();
        let (release, released) = mpsc::channel();
        let first = Mutex::new(Some((arriving, released)));
        world.cloud().faults.inject(move |call| {
            if call.function == Some(function) && call.operation == operation {
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

use super::Cloud;
use crate::{queues, s3};

/// Everything but the table, as it stood at one moment: buckets, queues, letters.
#[derive(Debug, Clone)]
pub struct Snapshot {
    buckets: s3::Snapshot,
    messages: queues::Snapshot,
    letters: usize,
}

impl Cloud {
    /// How everything but the table stands. For a cloud in memory, whose tests play many things from
    /// one beginning.
    pub async fn snapshot(&self) -> Snapshot {
        self.s3.replicated().await;
        Snapshot {
            buckets: self.s3.snapshot(),
            messages: self.queues.snapshot(),
            letters: self.mailbox.letters().len(),
        }
    }

    /// Takes back what happened since.
    pub async fn restore(&self, snapshot: &Snapshot) {
        self.s3.replicated().await;
        self.s3.restore(&snapshot.buckets);
        self.queues.restore(&snapshot.messages);
        self.mailbox.truncate(snapshot.letters);
    }
}

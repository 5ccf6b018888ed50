//! Copies every new version, and every hold, to the bucket's replica; never a deletion.

use std::{io, sync::Arc};

use tokio::{runtime::Handle, sync::watch};

use super::{
    bucket::Bucket,
    checksum::Algorithm,
    core::Core,
    spool::Spool,
    version::{Stored, Version},
};

/// Counts the copies under way.
pub(super) struct Replication(watch::Sender<usize>);

impl Default for Replication {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

/// One copy under way; it is over when this is dropped, also by a panic.
struct UnderWay(Arc<Core>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.replication.0.send_modify(|count| *count -= 1);
    }
}

impl Core {
    /// Starts to bring the replica up to what this version is now.
    pub(super) fn replicate(self: &Arc<Self>, bucket: &Bucket, version: &Version) {
        if bucket.settings.replicate_to.is_none() || version.object.is_none() {
            return;
        }
        self.replication.0.send_modify(|count| *count += 1);
        let under_way = UnderWay(Arc::clone(self));
        let (bucket, key, id) =
            (bucket.settings.name.clone(), version.key.clone(), version.id.clone());
        let copy = move || {
            if let Err(error) = under_way.0.bring_over(&bucket, &key, &id) {
                tracing::error!(bucket, key, id, %error, "a version could not be replicated");
            }
        };
        match Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn_blocking(copy);
            }
            Err(_) => copy(),
        }
    }

    /// Waits until the replicas are level.
    pub(super) async fn replicated(&self) {
        let mut count = self.replication.0.subscribe();
        // The sender lives in `self`, so the wait cannot fail.
        let _ = count.wait_for(|count| *count == 0).await;
    }

    /// Does, at an opening, what the last process did not come to.
    pub(super) fn catch_up(&self) -> io::Result<()> {
        for bucket in self.buckets.values().filter(|bucket| bucket.settings.replicate_to.is_some())
        {
            let versions: Vec<_> = bucket
                .index()
                .values()
                .flatten()
                .map(|stored| (stored.version.key.clone(), stored.version.id.clone()))
                .collect();
            for (key, id) in versions {
                self.bring_over(&bucket.settings.name, &key, &id)?;
            }
        }
        Ok(())
    }

    /// Makes the replica's version like the source's, whatever it lacks. Blocks.
    fn bring_over(&self, bucket: &str, key: &str, id: &str) -> io::Result<()> {
        let Some(source) = self.buckets.get(bucket) else { return Ok(()) };
        let target = source.settings.replicate_to.as_ref().and_then(|name| self.buckets.get(name));
        let Some(target) = target else { return Ok(()) };
        let _held = target.lock(key);
        // Read under the lock: of two copies of one version the later brings the later hold.
        let Some(stored) = source.version(key, id) else { return Ok(()) };
        let (Some(object), Some(content)) = (&stored.version.object, &stored.content) else {
            return Ok(());
        };
        match target.version(key, id) {
            None => {
                let spooled = Spool::new(&self.disk, Algorithm::Sha256)?
                    .append(content.open(0)?)?
                    .finish()?;
                if spooled.sha256 != object.sha256 {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "the source's bytes have changed",
                    ));
                }
                target.commit(self, stored.version, Some(spooled)).map(drop)
            }
            Some(Stored { version: mut there, content }) => {
                if let Some(copied) =
                    there.object.as_mut().filter(|copied| copied.hold != object.hold)
                {
                    copied.hold = object.hold;
                    target.amend(self, Stored { version: there, content })?;
                }
                Ok(())
            }
        }
    }
}

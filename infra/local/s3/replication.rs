//! Copies every new version, and every hold, to the bucket's replica; never a deletion.

use std::{io, sync::Arc};

use tokio::{runtime::Handle, sync::watch};

use super::{
    S3,
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

impl S3 {
    /// Brings every version of another system's bucket into one of this system's, each under its own
    /// name and with its hold, as S3 Batch Replication does. How many there were. Blocks.
    pub fn replicate_from(&self, other: &Self, from: &str, to: &str) -> io::Result<usize> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "no such bucket");
        let source = other.core.buckets.get(from).ok_or_else(missing)?;
        let target = self.core.buckets.get(to).ok_or_else(missing)?;
        let versions: Vec<Stored> = source.index().values().flatten().cloned().collect();
        let bytes = versions.into_iter().filter(|stored| stored.content.is_some());
        let mut count = 0;
        for stored in bytes {
            // The order of commits is this system's; the name stays.
            let version = Version { sequence: self.core.next(), ..stored.version };
            let _held = target.lock(&version.key);
            self.core
                .receive(target, Stored { version: version.clone(), content: stored.content })?;
            self.core.replicate(target, &version);
            count += 1;
        }
        Ok(count)
    }
}

impl Core {
    /// Commits a version that comes from elsewhere, if its bytes are still those that its record
    /// says. The caller holds the key's lock.
    fn receive(&self, target: &Bucket, stored: Stored) -> io::Result<()> {
        let (Some(object), Some(content)) = (&stored.version.object, &stored.content) else {
            return Ok(());
        };
        let spooled =
            Spool::new(&self.disk, Algorithm::Sha256)?.append(content.open(0)?)?.finish()?;
        if spooled.sha256 != object.sha256 {
            let said = "the source's bytes have changed";
            return Err(io::Error::new(io::ErrorKind::InvalidData, said));
        }
        target.commit(self, stored.version, Some(spooled)).map(drop)
    }

    /// Starts to bring the replica up to what this version is now.
    pub(super) fn replicate(self: &Arc<Self>, bucket: &Bucket, version: &Version) {
        if !bucket.configured().replicates || version.object.is_none() {
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
            Ok(runtime) if !self.settings.one_thread => {
                runtime.spawn_blocking(copy);
            }
            _ => copy(),
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
        let (Some(object), Some(_)) = (&stored.version.object, &stored.content) else {
            return Ok(());
        };
        match target.version(key, id) {
            None => self.receive(target, stored),
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

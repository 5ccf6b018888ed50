//! All buckets as they stood at one moment, for whoever plays many things from one beginning.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{
    S3,
    bucket::{Index, Versioning},
    uploads::Upload,
};

/// What every bucket held.
#[derive(Clone)]
pub struct Snapshot(BTreeMap<String, Held>);

#[derive(Clone)]
struct Held {
    index: Index,
    uploads: HashMap<String, Arc<Upload>>,
    versioning: Versioning,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Snapshot")
    }
}

impl S3 {
    /// What all buckets hold now. Of a folder, only what is said of it: the bytes lie where they are.
    pub fn snapshot(&self) -> Snapshot {
        let held = |(name, bucket): (&String, &super::bucket::Bucket)| {
            let (index, uploads) = (bucket.index().clone(), bucket.uploads.snapshot());
            (name.clone(), Held { index, uploads, versioning: bucket.versioning() })
        };
        Snapshot(self.core.buckets.iter().map(held).collect())
    }

    /// Puts all buckets back. In memory only: what lies in a folder is never taken back.
    pub fn restore(&self, snapshot: &Snapshot) {
        assert!(self.core.disk.is_memory(), "buckets in a folder are not taken back");
        for (name, bucket) in &self.core.buckets {
            if let Some(held) = snapshot.0.get(name) {
                bucket.restore(held.index.clone(), held.versioning);
                bucket.uploads.restore(&held.uploads);
            }
        }
    }
}

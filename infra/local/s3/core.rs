//! What all operations share: the disk, the buckets, the clock, the order of commits.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::Timestamp;
use s3s::{S3Result, s3_error};

use super::{
    bucket::Bucket,
    disk::Disk,
    replication::Replication,
    settings::{BucketSettings, ObjectCreated, Settings},
    version::{NULL, Version, file_name},
};

/// Commits between two openings before their numbers would meet the next opening's.
const GENERATION_BITS: u32 = 40;

/// The state of an open S3.
pub(super) struct Core {
    pub(super) settings: Settings,
    pub(super) disk: Arc<Disk>,
    pub(super) buckets: BTreeMap<String, Bucket>,
    pub(super) replication: Replication,
    sequence: AtomicU64,
}

impl Core {
    pub(super) fn open(settings: Settings) -> io::Result<Self> {
        for bucket in &settings.buckets {
            check(bucket, &settings.buckets)?;
        }
        let disk = Arc::new(Disk::open(settings.root.as_deref())?);
        let generation = next_generation(&disk)?;
        let mut buckets = BTreeMap::new();
        for bucket in &settings.buckets {
            buckets.insert(bucket.name.clone(), Bucket::open(bucket.clone(), &disk)?);
        }
        let core = Self {
            settings,
            disk,
            buckets,
            replication: Replication::default(),
            sequence: AtomicU64::new(generation << GENERATION_BITS),
        };
        core.catch_up()?;
        Ok(core)
    }

    pub(super) fn bucket(&self, name: &str) -> S3Result<&Bucket> {
        self.buckets
            .get(name)
            .ok_or_else(|| s3_error!(NoSuchBucket, "The specified bucket does not exist"))
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.settings.clock)()
    }

    /// The next number of the one order that all commits have, also over restarts.
    pub(super) fn next(&self) -> u64 {
        self.sequence.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether the access key may do the action in the bucket.
    pub(super) fn allows(&self, access_key: &str, action: &str, bucket: &str) -> bool {
        (self.settings.authority)(access_key, action, bucket)
    }

    /// Tells the event bus and the replica of a commit.
    pub(super) fn announce(
        self: &Arc<Self>,
        bucket: &Bucket,
        version: &Version,
        reason: &'static str,
    ) {
        self.replicate(bucket, version);
        let Some(object) = version.object.as_ref().filter(|_| bucket.settings.events) else {
            return;
        };
        (self.settings.created)(ObjectCreated {
            bucket: bucket.settings.name.clone(),
            key: version.key.clone(),
            size: object.size,
            etag: object.etag.clone(),
            version_id: Some(version.id.clone()).filter(|id| id != NULL),
            sequencer: file_name(version.sequence).to_uppercase(),
            at: version.at,
            reason,
        });
    }
}

fn check(bucket: &BucketSettings, all: &[BucketSettings]) -> io::Result<()> {
    let invalid = |why: &str| {
        Err(io::Error::new(io::ErrorKind::InvalidInput, format!("bucket {}: {why}", bucket.name)))
    };
    if !s3s::path::check_bucket_name(&bucket.name) {
        return invalid("no name for a bucket");
    }
    if all.iter().filter(|other| other.name == bucket.name).count() > 1 {
        return invalid("described twice");
    }
    if bucket.object_lock && !bucket.versioned {
        return invalid("object lock needs versions");
    }
    let Some(target) = &bucket.replicate_to else { return Ok(()) };
    match all.iter().find(|other| other.name == *target) {
        Some(other) if other.name == bucket.name => invalid("replicates to itself"),
        Some(other) if bucket.versioned && other.versioned => Ok(()),
        Some(_) => invalid("replication needs versions on both sides"),
        None => invalid("replicates to a bucket that is not described"),
    }
}

/// Counts the openings, so that a number is never given twice, whatever was deleted meanwhile.
fn next_generation(disk: &Disk) -> io::Result<u64> {
    const FOLDER: &str = "openings";
    disk.create_folder(FOLDER)?;
    let last = disk.records::<u64>(FOLDER)?.remove("last").unwrap_or(0);
    disk.record(FOLDER, "last", &(last + 1))?;
    Ok(last + 1)
}

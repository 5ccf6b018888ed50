//! One bucket: the index of its versions, and the commits that change it.
//!
//! A commit holds the lock of its key alone, so writers of other keys go on beside it. It blocks.

use std::{
    collections::{BTreeMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
    io,
    sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use s3s::{S3Error, S3Result, s3_error};
use serde::{Deserialize, Serialize};

use super::{
    conditions::Conditions,
    configured::Configured,
    core::Core,
    disk::Disk,
    settings::BucketSettings,
    spool::Spooled,
    uploads::Uploads,
    version::{NULL, Object, Stored, Version, file_name},
};

/// Locks that the keys of a bucket share by their hash; far more than there are writers.
const LOCKS: usize = 1024;

/// Whether a bucket keeps versions now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Versioning {
    Never,
    Enabled,
    Suspended,
}

/// The versions of each key.
pub(super) type Index = BTreeMap<String, Vec<Stored>>;

/// A bucket and all that is in it.
pub(super) struct Bucket {
    pub(super) settings: BucketSettings,
    pub(super) uploads: Uploads,
    versioning: RwLock<Versioning>,
    configured: RwLock<Configured>,
    /// The versions of each key in the order of their commits; the last is the current one.
    index: RwLock<Index>,
    locks: Vec<Mutex<()>>,
}

/// What became of a deletion.
pub(super) struct Deleted {
    pub(super) version_id: Option<String>,
    pub(super) marker: bool,
}

impl Bucket {
    /// Reads the bucket's folder and clears away what was never committed.
    pub(super) fn open(settings: BucketSettings, disk: &Disk) -> io::Result<Self> {
        let folder = versions_folder(&settings.name);
        disk.create_folder(&folder)?;
        let mut index = Index::new();
        for (name, version) in disk.records::<Version>(&folder)? {
            let content = match &version.object {
                None => None,
                Some(object) => match disk.content(&folder, &name, object.size) {
                    Some(content) => Some(content),
                    None => {
                        tracing::warn!(
                            bucket = settings.name,
                            name,
                            "a version lost its bytes and is dropped"
                        );
                        disk.remove(&folder, &name)?;
                        continue;
                    }
                },
            };
            index.entry(version.key.clone()).or_default().push(Stored { version, content });
        }
        for stale in index.values_mut().flat_map(replaced_nulls) {
            disk.remove(&folder, &stale)?;
        }
        let known: HashSet<_> =
            index.values().flatten().map(|stored| stored.version.name()).collect();
        for orphan in disk.names(&folder, "data")?.into_iter().filter(|name| !known.contains(name))
        {
            disk.remove(&folder, &orphan)?;
        }
        let completed = index
            .values()
            .flatten()
            .filter_map(|stored| stored.version.object.as_ref()?.upload.clone());
        let uploads = Uploads::open(&settings.name, disk, &completed.collect())?;
        let configured = if settings.versioned { Versioning::Enabled } else { Versioning::Never };
        let versioning = disk
            .records(&bucket_folder(&settings.name))?
            .remove("versioning")
            .unwrap_or(configured);
        Ok(Self {
            configured: RwLock::new(Configured::of(&settings)),
            settings,
            uploads,
            versioning: RwLock::new(versioning),
            index: RwLock::new(index),
            locks: (0..LOCKS).map(|_| Mutex::new(())).collect(),
        })
    }

    pub(super) fn versioning(&self) -> Versioning {
        *self.versioning.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_versioning(&self, disk: &Disk, versioning: Versioning) -> S3Result<()> {
        if self.settings.object_lock && versioning != Versioning::Enabled {
            return Err(s3_error!(
                InvalidBucketState,
                "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
            ));
        }
        let mut current = self.versioning.write().unwrap_or_else(PoisonError::into_inner);
        disk.record(&bucket_folder(&self.settings.name), "versioning", &versioning)
            .map_err(S3Error::internal_error)?;
        *current = versioning;
        Ok(())
    }

    /// How the bucket is set now.
    pub(super) fn configured(&self) -> Configured {
        *self.configured.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the bucket otherwise, whatever it is meant for.
    pub(super) fn configure(&self, change: impl FnOnce(&mut Configured)) {
        change(&mut self.configured.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// Sets whether the bucket keeps versions, though its holds forbid it.
    pub(super) fn force_versioning(&self, versioning: Versioning) {
        *self.versioning.write().unwrap_or_else(PoisonError::into_inner) = versioning;
    }

    /// What a plain read of the key finds; a delete marker is found too.
    pub(super) fn current(&self, key: &str) -> Option<Stored> {
        self.index().get(key)?.last().cloned()
    }

    pub(super) fn version(&self, key: &str, id: &str) -> Option<Stored> {
        self.index().get(key)?.iter().find(|stored| stored.version.id == id).cloned()
    }

    pub(super) fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Commits spooled bytes as the key's newest version.
    pub(super) fn put(
        &self,
        core: &Core,
        key: &str,
        (object, spooled): (Object, Spooled),
        conditions: &Conditions,
    ) -> S3Result<Version> {
        let _held = self.lock(key);
        let current = self.current(key);
        conditions
            .allow_write(current.as_ref().and_then(|stored| stored.version.object.as_ref()))?;
        let version = self.next_version(core, key, Some(object));
        self.commit(core, version, Some(spooled)).map_err(S3Error::internal_error)
    }

    /// Deletes as S3 does: without a version id a versioned key gets a marker, with one the
    /// version itself goes, unless it is under legal hold.
    pub(super) fn delete(&self, core: &Core, key: &str, id: Option<&str>) -> S3Result<Deleted> {
        let _held = self.lock(key);
        let Some(id) = id else { return self.delete_current(core, key) };
        let Some(stored) = self.version(key, id) else {
            return Ok(Deleted { version_id: Some(id.to_owned()), marker: false });
        };
        if stored.version.held() {
            return Err(s3_error!(
                AccessDenied,
                "Access Denied because object protected by object lock."
            ));
        }
        self.destroy(core, key, id).map_err(S3Error::internal_error)?;
        Ok(Deleted { version_id: Some(id.to_owned()), marker: stored.version.object.is_none() })
    }

    /// Deletes the key if the version is still its current one.
    pub(super) fn expire(&self, core: &Core, version: &Version) -> S3Result<bool> {
        let _held = self.lock(&version.key);
        let is_current = self
            .current(&version.key)
            .is_some_and(|current| current.version.sequence == version.sequence);
        if is_current {
            self.delete_current(core, &version.key)?;
        }
        Ok(is_current)
    }

    fn delete_current(&self, core: &Core, key: &str) -> S3Result<Deleted> {
        if self.versioning() == Versioning::Never {
            self.destroy(core, key, NULL).map_err(S3Error::internal_error)?;
            return Ok(Deleted { version_id: None, marker: false });
        }
        let marker = self.next_version(core, key, None);
        let marker = self.commit(core, marker, None).map_err(S3Error::internal_error)?;
        Ok(Deleted { version_id: Some(marker.id), marker: true })
    }

    /// Removes a version for good, whatever protects it. The caller holds the key's lock, or
    /// means to do harm.
    pub(super) fn destroy(&self, core: &Core, key: &str, id: &str) -> io::Result<bool> {
        let Some(stored) = self.version(key, id) else { return Ok(false) };
        core.disk.remove(&self.folder(), &stored.version.name())?;
        self.forget(key, stored.version.sequence);
        Ok(true)
    }

    /// Replaces a version's record, such as when a hold is set.
    pub(super) fn amend(&self, core: &Core, stored: Stored) -> io::Result<()> {
        core.disk.record(&self.folder(), &stored.version.name(), &stored.version)?;
        self.insert(stored);
        Ok(())
    }

    /// Gives spooled bytes to a version and makes both visible. The caller holds the key's lock.
    pub(super) fn commit(
        &self,
        core: &Core,
        version: Version,
        spooled: Option<Spooled>,
    ) -> io::Result<Version> {
        let (folder, name) = (self.folder(), version.name());
        let content = match spooled {
            None => None,
            Some(spooled) => Some(core.disk.keep(spooled.into_sink(), &folder, &name)?),
        };
        if let Err(error) = core.disk.record(&folder, &name, &version) {
            core.disk.remove(&folder, &name)?;
            return Err(error);
        }
        for stale in self.insert(Stored { version: version.clone(), content }) {
            core.disk.remove(&folder, &stale)?;
        }
        Ok(version)
    }

    /// The lock under which a key's versions may change.
    pub(super) fn lock(&self, key: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let chosen = usize::try_from(hasher.finish() % LOCKS as u64).unwrap_or(0);
        self.locks[chosen].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_version(&self, core: &Core, key: &str, object: Option<Object>) -> Version {
        let sequence = core.next();
        let id = match self.versioning() {
            Versioning::Enabled => file_name(sequence),
            Versioning::Never | Versioning::Suspended => NULL.to_owned(),
        };
        Version { key: key.to_owned(), id, sequence, at: core.now(), object }
    }

    /// Puts a version in its place and answers the names of those that it replaced.
    fn insert(&self, stored: Stored) -> Vec<String> {
        let mut index = self.index_mut();
        let versions = index.entry(stored.version.key.clone()).or_default();
        let sequence = stored.version.sequence;
        versions.retain(|other| other.version.sequence != sequence);
        let place = versions.partition_point(|other| other.version.sequence < sequence);
        versions.insert(place, stored);
        replaced_nulls(versions)
    }

    fn forget(&self, key: &str, sequence: u64) {
        let mut index = self.index_mut();
        if let Some(versions) = index.get_mut(key) {
            versions.retain(|stored| stored.version.sequence != sequence);
            if versions.is_empty() {
                index.remove(key);
            }
        }
    }

    /// Puts other versions in the place of all that are there.
    pub(super) fn restore(&self, index: Index, versioning: Versioning) {
        *self.index_mut() = index;
        *self.versioning.write().unwrap_or_else(PoisonError::into_inner) = versioning;
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self) -> String {
        versions_folder(&self.settings.name)
    }
}

/// Takes out all but the newest of the versions without an id of their own.
fn replaced_nulls(versions: &mut Vec<Stored>) -> Vec<String> {
    let newest = versions
        .iter()
        .rfind(|stored| stored.version.id == NULL)
        .map(|stored| stored.version.sequence);
    versions
        .extract_if(.., |stored| {
            stored.version.id == NULL && Some(stored.version.sequence) != newest
        })
        .map(|stored| stored.version.name())
        .collect()
}

/// Where a bucket's own records are.
pub(super) fn bucket_folder(bucket: &str) -> String {
    format!("buckets/{bucket}")
}

fn versions_folder(bucket: &str) -> String {
    format!("buckets/{bucket}/versions")
}

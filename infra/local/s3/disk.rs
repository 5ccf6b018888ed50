//! Where bytes and records lie: in a folder that survives `kill -9`, or in memory.
//!
//! A thing is two files of one name: `<name>.data` holds the bytes and `<name>.json` the record.
//! Both are written under a temporary name, synced and renamed, the bytes first: **the record is
//! the commit point**. What has no record when the folder is opened was never acknowledged, and
//! is removed.

use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};

use super::content::{Content, Sink, TemporaryPath};

/// How often and for how long a folder that is still closing elsewhere is tried again.
const LOCK_TRIES: usize = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// The place. Its methods block; [`Disk::run`] takes them off the async threads.
pub(super) enum Disk {
    Memory,
    Folder {
        root: PathBuf,
        spools: AtomicU64,
        /// Held as long as the folder is open, so that no second process empties its spool.
        _lock: File,
    },
}

impl Disk {
    /// Opens the folder for this process alone and empties its spool.
    pub(super) fn open(root: Option<&Path>) -> io::Result<Self> {
        let Some(root) = root else { return Ok(Self::Memory) };
        fs::create_dir_all(root)?;
        let lock = File::create(root.join("lock"))?;
        lock_alone(&lock, root)?;
        let spool = root.join("spool");
        if spool.exists() {
            fs::remove_dir_all(&spool)?;
        }
        fs::create_dir_all(&spool)?;
        Ok(Self::Folder { root: root.to_owned(), spools: AtomicU64::new(0), _lock: lock })
    }

    /// Whether it forgets everything when it is closed.
    pub(super) fn is_memory(&self) -> bool {
        matches!(self, Self::Memory)
    }

    /// Runs blocking work where it disturbs nobody. Once begun it ends, even if the caller goes.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        match self {
            Self::Memory => work(),
            Self::Folder { .. } => match tokio::task::spawn_blocking(work).await {
                Ok(done) => done,
                Err(failed) if failed.is_panic() => std::panic::resume_unwind(failed.into_panic()),
                // The runtime is shutting down, and whoever waits here goes with it.
                Err(_) => std::future::pending().await,
            },
        }
    }

    pub(super) fn sink(&self) -> io::Result<Sink> {
        match self {
            Self::Memory => Ok(Sink::Memory(Vec::new())),
            Self::Folder { .. } => {
                let path = self.temporary();
                let file = File::create(&path.0)?;
                Ok(Sink::File { file, path })
            }
        }
    }

    /// Gives spooled bytes, already synced, their name.
    pub(super) fn keep(&self, sink: Sink, folder: &str, name: &str) -> io::Result<Content> {
        match sink {
            Sink::Memory(bytes) => Ok(Content::Memory(bytes.into())),
            Sink::File { path, .. } => {
                let kept = self.path(folder, name, "data");
                fs::rename(&path.0, &kept)?;
                Ok(Content::File(kept))
            }
        }
    }

    /// Commits a record, or replaces it, in one step.
    pub(super) fn record(
        &self,
        folder: &str,
        name: &str,
        record: &impl Serialize,
    ) -> io::Result<()> {
        let Self::Folder { root, .. } = self else { return Ok(()) };
        let temporary = self.temporary();
        let mut file = File::create(&temporary.0)?;
        file.write_all(&serde_json::to_vec(record)?)?;
        file.sync_all()?;
        fs::rename(&temporary.0, self.path(folder, name, "json"))?;
        sync_folder(&root.join(folder))
    }

    /// Removes a thing: its record first, so that no record is ever without bytes.
    pub(super) fn remove(&self, folder: &str, name: &str) -> io::Result<()> {
        let Self::Folder { root, .. } = self else { return Ok(()) };
        ignore_missing(fs::remove_file(self.path(folder, name, "json")))?;
        sync_folder(&root.join(folder))?;
        ignore_missing(fs::remove_file(self.path(folder, name, "data")))
    }

    /// Removes bytes that no record names any more.
    pub(super) fn remove_data(&self, folder: &str, name: &str) -> io::Result<()> {
        match self {
            Self::Memory => Ok(()),
            Self::Folder { .. } => ignore_missing(fs::remove_file(self.path(folder, name, "data"))),
        }
    }

    pub(super) fn create_folder(&self, folder: &str) -> io::Result<()> {
        let Self::Folder { root, .. } = self else { return Ok(()) };
        let path = root.join(folder);
        fs::create_dir_all(&path)?;
        path.parent().map_or(Ok(()), sync_folder)
    }

    /// Removes a folder with all in it, at once as far as a later opening can tell.
    pub(super) fn remove_folder(&self, folder: &str) -> io::Result<()> {
        let Self::Folder { root, .. } = self else { return Ok(()) };
        let path = root.join(folder);
        let doomed = self.temporary();
        ignore_missing(fs::rename(&path, &doomed.0))?;
        path.parent().map_or(Ok(()), sync_folder)?;
        ignore_missing(fs::remove_dir_all(&doomed.0))
    }

    /// The names of the folders in a folder.
    pub(super) fn folders(&self, folder: &str) -> io::Result<Vec<String>> {
        let Self::Folder { root, .. } = self else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    /// All records of a folder by name; one that cannot be read is an error, not a loss.
    pub(super) fn records<T: DeserializeOwned>(
        &self,
        folder: &str,
    ) -> io::Result<BTreeMap<String, T>> {
        let mut records = BTreeMap::new();
        for name in self.names(folder, "json")? {
            let text = fs::read(self.path(folder, &name, "json"))?;
            let record = serde_json::from_slice(&text)?;
            records.insert(name, record);
        }
        Ok(records)
    }

    /// The names of a folder's files with an extension.
    pub(super) fn names(&self, folder: &str, extension: &str) -> io::Result<Vec<String>> {
        let Self::Folder { root, .. } = self else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for entry in fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == extension)
                && let Some(stem) = path.file_stem()
            {
                names.push(stem.to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    /// Kept bytes by name, if they are there in full.
    pub(super) fn content(&self, folder: &str, name: &str, size: u64) -> Option<Content> {
        let path = self.path(folder, name, "data");
        let found = fs::metadata(&path).is_ok_and(|file| file.len() == size);
        found.then_some(Content::File(path))
    }

    fn path(&self, folder: &str, name: &str, extension: &str) -> PathBuf {
        match self {
            Self::Memory => PathBuf::new(),
            Self::Folder { root, .. } => root.join(folder).join(format!("{name}.{extension}")),
        }
    }

    fn temporary(&self) -> TemporaryPath {
        TemporaryPath(match self {
            Self::Memory => PathBuf::new(),
            Self::Folder { root, spools, .. } => {
                root.join("spool").join(spools.fetch_add(1, Ordering::Relaxed).to_string())
            }
        })
    }
}

fn lock_alone(lock: &File, root: &Path) -> io::Result<()> {
    for _ in 0..LOCK_TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    let message = format!("{} is in use by another process", root.display());
    Err(io::Error::new(io::ErrorKind::ResourceBusy, message))
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn ignore_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

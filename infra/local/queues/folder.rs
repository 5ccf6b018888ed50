use std::{
    fs, io,
    path::{Path, PathBuf},
};

use runtime::Queue;

use super::Message;
use crate::disk;

/// Where messages lie: a folder for each queue and for each dead-letter queue, or nowhere.
#[derive(Debug)]
pub struct Folder(Option<PathBuf>);

impl Folder {
    /// Makes the folders.
    pub fn open(root: Option<PathBuf>) -> io::Result<Self> {
        let folder = Self(root);
        for queue in Queue::ALL {
            for made in [folder.of(queue), folder.of_dead(queue)].into_iter().flatten() {
                fs::create_dir_all(made)?;
            }
        }
        Ok(folder)
    }

    /// What waits in the queue.
    pub fn waiting(&self, queue: Queue) -> io::Result<Vec<Message>> {
        self.of(queue).map_or(Ok(Vec::new()), |folder| read_all(&folder))
    }

    /// What the dead-letter queue holds.
    pub fn dead(&self, queue: Queue) -> io::Result<Vec<Message>> {
        self.of_dead(queue).map_or(Ok(Vec::new()), |folder| read_all(&folder))
    }

    /// Keeps a message.
    pub fn keep(&self, queue: Queue, message: &Message) -> io::Result<()> {
        write(self.of(queue), message)
    }

    /// Moves a message to the dead-letter queue. It may lie in both for a moment, never in none.
    pub fn bury(&self, queue: Queue, message: &Message) -> io::Result<()> {
        write(self.of_dead(queue), message)?;
        self.forget(queue, &message.id)
    }

    /// Removes a message.
    pub fn forget(&self, queue: Queue, id: &str) -> io::Result<()> {
        self.of(queue).map_or(Ok(()), |folder| disk::remove(&file(&folder, id)))
    }

    fn of(&self, queue: Queue) -> Option<PathBuf> {
        self.0.as_ref().map(|root| root.join(queue.name()))
    }

    fn of_dead(&self, queue: Queue) -> Option<PathBuf> {
        self.0.as_ref().map(|root| root.join(format!("{}.dead", queue.name())))
    }
}

fn write(folder: Option<PathBuf>, message: &Message) -> io::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    disk::write(&file(&folder, &message.id), &serde_json::to_vec(message)?)
}

fn file(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.json"))
}

fn read_all(folder: &Path) -> io::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // What ends otherwise was never finished, and never acknowledged.
        if path.extension().is_some_and(|kind| kind == "json") {
            messages.push(serde_json::from_slice(&fs::read(path)?)?);
        }
    }
    messages.sort_by(|one: &Message, other| one.id.cmp(&other.id));
    Ok(messages)
}

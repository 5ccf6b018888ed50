//! The post: what SES would take is kept as it was written; what SES would refuse is refused.

mod letter;
mod ses;
#[cfg(test)]
mod tests;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use runtime::{Clock, Ids};

pub use letter::Letter;
pub use ses::serve;

use crate::disk;

/// The letters that were sent, each an RFC 5322 message as it was handed over.
pub struct Mailbox {
    folder: Option<PathBuf>,
    sent: Mutex<Vec<Sent>>,
    clock: Clock,
    ids: Ids,
}

#[derive(Debug, Clone)]
struct Sent {
    at: Timestamp,
    /// Whom the envelope names.
    to: Vec<String>,
    message: Vec<u8>,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailbox").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What the envelope says, before the message: who receives it need not stand in it.
const ENVELOPE: &str = "X-Envelope-To: ";

impl Mailbox {
    /// Opens the folder, or an empty memory. Blocks.
    pub fn open(folder: Option<PathBuf>, clock: Clock, ids: Ids) -> io::Result<Self> {
        let sent = folder.as_deref().map(read_all).transpose()?.unwrap_or_default();
        Ok(Self { folder, sent: Mutex::new(sent), clock, ids })
    }

    /// Every letter, the oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone();
        sent.iter().map(|sent| letter::read(sent.at, &sent.to, &sent.message)).collect()
    }

    /// Forgets every letter, for tests that look at what comes next. The folder keeps them.
    pub fn clear(&self) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Forgets all letters but the first so many, as when no other had been sent yet. The folder keeps
    /// them.
    pub fn truncate(&self, letters: usize) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).truncate(letters);
    }

    /// Keeps a message that was accepted, and gives its id. Blocks.
    fn keep(&self, to: Vec<String>, message: Vec<u8>) -> io::Result<String> {
        let id = self.ids.next().simple().to_string();
        let at = self.clock.now();
        if let Some(folder) = &self.folder {
            let envelope = format!("{ENVELOPE}{}\r\n", to.join(", "));
            let bytes = [envelope.as_bytes(), &message].concat();
            disk::write(&folder.join(format!("{:013}-{id}.eml", at.as_millisecond())), &bytes)?;
        }
        let mut all = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Sent { at, to, message });
        Ok(id)
    }
}

fn read_all(folder: &Path) -> io::Result<Vec<Sent>> {
    fs::create_dir_all(folder)?;
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    names.retain(|name| name.extension().is_some_and(|kind| kind == "eml"));
    names.sort();
    let mut sent = Vec::new();
    for name in names {
        let stem = name.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let millis = stem.split('-').next().and_then(|text| text.parse().ok()).unwrap_or_default();
        let at = Timestamp::from_millisecond(millis).map_err(io::Error::other)?;
        let bytes = fs::read(&name)?;
        let end = bytes.windows(2).position(|pair| pair == b"\r\n").unwrap_or_default();
        let envelope = String::from_utf8_lossy(&bytes[..end]);
        let to = envelope.strip_prefix(ENVELOPE).unwrap_or_default();
        let to = to.split(", ").map(str::to_owned).collect();
        sent.push(Sent { at, to, message: bytes.get(end + 2..).unwrap_or_default().to_vec() });
    }
    Ok(sent)
}

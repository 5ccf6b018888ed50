//! Bytes on their way in and out: a sink that takes them, contents that give them back.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::PathBuf,
    sync::Arc,
};

use bytes::Bytes;

use super::disk::Disk;

/// Bytes that are still arriving. A file that is dropped unkept is removed.
pub(super) enum Sink {
    Memory(Vec<u8>),
    File { file: File, path: TemporaryPath },
}

/// Bytes that were kept.
#[derive(Clone)]
pub(super) enum Content {
    Memory(Bytes),
    File(PathBuf),
}

/// What reads kept bytes.
pub(super) type Reader = Box<dyn Read + Send + Sync>;

/// A path that is removed when it is dropped.
pub(super) struct TemporaryPath(pub(super) PathBuf);

impl Drop for TemporaryPath {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = fs::remove_file(&self.0);
    }
}

impl Sink {
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Memory(kept) => kept.write_all(bytes),
            Self::File { file, .. } => file.write_all(bytes),
        }
    }

    /// Makes what was written outlive a power cut.
    pub(super) fn sync(&self) -> io::Result<()> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::File { file, .. } => file.sync_all(),
        }
    }
}

impl Content {
    /// Opens the bytes from an offset on; what is open stays readable after a removal.
    pub(super) fn open(&self, offset: u64) -> io::Result<Reader> {
        match self {
            Self::Memory(bytes) => {
                let mut cursor = io::Cursor::new(bytes.clone());
                cursor.set_position(offset);
                Ok(Box::new(cursor))
            }
            Self::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                Ok(Box::new(file))
            }
        }
    }

    /// The same bytes with the first one changed, behind every record's back.
    pub(super) fn corrupted(&self) -> io::Result<Self> {
        let mut bytes = Vec::new();
        self.open(0)?.read_to_end(&mut bytes)?;
        if let Some(first) = bytes.first_mut() {
            *first ^= 0xff;
        }
        match self {
            Self::Memory(_) => Ok(Self::Memory(bytes.into())),
            Self::File(path) => fs::write(path, &bytes).map(|()| self.clone()),
        }
    }
}

/// Blocking reads as an async stream of pieces.
pub(super) fn pieces(
    disk: Arc<Disk>,
    reader: Reader,
    left: u64,
    piece: u64,
) -> impl futures::Stream<Item = io::Result<Bytes>> + Send + Sync {
    futures::stream::try_unfold((disk, reader, left), move |(disk, reader, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let wanted = left.min(piece);
        let (bytes, reader) = disk.run(move || read_piece(reader, wanted)).await?;
        Ok(Some((bytes, (disk, reader, left - wanted))))
    })
}

pub(super) fn read_piece(mut reader: Reader, wanted: u64) -> io::Result<(Bytes, Reader)> {
    let mut bytes = Vec::new();
    reader.by_ref().take(wanted).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == wanted {
        Ok((bytes.into(), reader))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

//! Multipart uploads under way: their records and parts, until they are completed or aborted.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use s3s::{S3Error, S3Result, s3_error};
use serde::{Deserialize, Serialize};

use super::{
    bucket::bucket_folder,
    checksum::{Algorithm, Checksum},
    content::Content,
    disk::Disk,
    spool::Spooled,
    version::{Described, file_name},
};

/// The name of an upload's own record in its folder.
const RECORD: &str = "upload";

/// The uploads of one bucket.
pub(super) struct Uploads {
    folder: String,
    open: Mutex<HashMap<String, Arc<Upload>>>,
}

/// One upload.
pub(super) struct Upload {
    pub(super) record: UploadRecord,
    /// None once it was completed or aborted; held while it changes.
    parts: Mutex<Option<Parts>>,
}

pub(super) type Parts = BTreeMap<i32, Part>;

/// What was said when the upload was created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct UploadRecord {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) at: Timestamp,
    pub(super) described: Described,
    /// What each part must be checked with; without one, whatever a part brings.
    pub(super) algorithm: Option<Algorithm>,
    /// Whether the object's checksum is made of those of the parts.
    pub(super) composite: bool,
    pub(super) hold: Option<bool>,
}

/// One part that arrived.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) record: PartRecord,
    pub(super) content: Content,
}

/// The record of a part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PartRecord {
    /// Names the bytes, so that a part sent again never overwrites itself.
    sequence: u64,
    pub(super) size: u64,
    pub(super) md5: [u8; 16],
    pub(super) checksum: Checksum,
    pub(super) at: Timestamp,
}

impl UploadRecord {
    pub(super) fn checksum_kind(&self) -> &'static str {
        if self.composite { "COMPOSITE" } else { "FULL_OBJECT" }
    }
}

impl PartRecord {
    pub(super) fn etag(&self) -> String {
        hex::encode(self.md5)
    }
}

impl Uploads {
    /// Reads the uploads that a bucket had open, and clears away what was done with.
    pub(super) fn open(bucket: &str, disk: &Disk, completed: &HashSet<String>) -> io::Result<Self> {
        let folder = format!("{}/uploads", bucket_folder(bucket));
        disk.create_folder(&folder)?;
        let mut open = HashMap::new();
        for id in disk.folders(&folder)? {
            let place = format!("{folder}/{id}");
            match read(disk, &place)? {
                Some(upload) if !completed.contains(&id) => {
                    open.insert(id, Arc::new(upload));
                }
                _ => disk.remove_folder(&place)?,
            }
        }
        Ok(Self { folder, open: Mutex::new(open) })
    }

    pub(super) fn create(&self, disk: &Disk, record: UploadRecord) -> io::Result<()> {
        let place = self.place(&record.id);
        disk.create_folder(&place)?;
        // Parts and the upload's own record are of two types, so they lie in two folders.
        disk.create_folder(&format!("{place}/parts"))?;
        disk.record(&place, RECORD, &record)?;
        let upload = Upload { parts: Mutex::new(Some(Parts::new())), record };
        self.all().insert(upload.record.id.clone(), Arc::new(upload));
        Ok(())
    }

    pub(super) fn find(&self, key: &str, id: &str) -> S3Result<Arc<Upload>> {
        self.all()
            .get(id)
            .filter(|upload| upload.record.key == key)
            .cloned()
            .ok_or_else(no_such_upload)
    }

    pub(super) fn list(&self) -> Vec<Arc<Upload>> {
        self.all().values().cloned().collect()
    }

    /// Commits a part, in the place of an earlier one of its number.
    pub(super) fn add(
        &self,
        disk: &Disk,
        upload: &Upload,
        (number, sequence, at): (i32, u64, Timestamp),
        spooled: Spooled,
    ) -> S3Result<PartRecord> {
        let mut held = upload.hold();
        let parts = held.as_mut().ok_or_else(no_such_upload)?;
        let place = format!("{}/parts", self.place(&upload.record.id));
        let record = PartRecord {
            sequence,
            size: spooled.size(),
            md5: spooled.md5,
            checksum: spooled.checksum.clone(),
            at,
        };
        let content = disk
            .keep(spooled.into_sink(), &place, &file_name(sequence))
            .map_err(S3Error::internal_error)?;
        disk.record(&place, &number.to_string(), &record).map_err(S3Error::internal_error)?;
        if let Some(earlier) = parts.insert(number, Part { record: record.clone(), content }) {
            disk.remove_data(&place, &file_name(earlier.record.sequence))
                .map_err(S3Error::internal_error)?;
        }
        Ok(record)
    }

    /// Ends an upload, completed or not, and removes what it left. Whoever holds its parts calls it.
    pub(super) fn end(
        &self,
        disk: &Disk,
        upload: &Upload,
        held: &mut Option<Parts>,
    ) -> io::Result<()> {
        *held = None;
        self.all().remove(&upload.record.id);
        disk.remove_folder(&self.place(&upload.record.id))
    }

    /// Copies of all that are open, whose parts nobody else changes.
    pub(super) fn snapshot(&self) -> HashMap<String, Arc<Upload>> {
        copies(&self.all())
    }

    /// Puts such copies in the place of all that are open.
    pub(super) fn restore(&self, open: &HashMap<String, Arc<Upload>>) {
        *self.all() = copies(open);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<Upload>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, id: &str) -> String {
        format!("{}/{id}", self.folder)
    }
}

fn copies(open: &HashMap<String, Arc<Upload>>) -> HashMap<String, Arc<Upload>> {
    let copy = |upload: &Upload| Upload {
        record: upload.record.clone(),
        parts: Mutex::new(upload.hold().clone()),
    };
    open.iter().map(|(id, upload)| (id.clone(), Arc::new(copy(upload)))).collect()
}

impl Upload {
    /// Its parts, which nobody else changes meanwhile.
    pub(super) fn hold(&self) -> MutexGuard<'_, Option<Parts>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(disk: &Disk, place: &str) -> io::Result<Option<Upload>> {
    let Some(record) = disk.records::<UploadRecord>(place)?.remove(RECORD) else { return Ok(None) };
    let place = format!("{place}/parts");
    let mut parts = Parts::new();
    for (number, record) in disk.records::<PartRecord>(&place)? {
        let content = disk.content(&place, &file_name(record.sequence), record.size);
        if let (Ok(number), Some(content)) = (number.parse(), content) {
            parts.insert(number, Part { record, content });
        }
    }
    let known: HashSet<_> = parts.values().map(|part| file_name(part.record.sequence)).collect();
    for orphan in disk.names(&place, "data")?.into_iter().filter(|name| !known.contains(name)) {
        disk.remove_data(&place, &orphan)?;
    }
    Ok(Some(Upload { record, parts: Mutex::new(Some(parts)) }))
}

/// The upload was completed, aborted, or never there.
pub(super) fn no_such_upload() -> S3Error {
    s3_error!(
        NoSuchUpload,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."
    )
}

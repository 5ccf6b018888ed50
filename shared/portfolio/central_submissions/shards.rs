use super::{
    Digest, FrozenRow, MAX_ENTRIES, PackagePath, PackageRefusal, ZipEntry, central_directory_bytes,
    local_header_bytes, rows::in_order,
};
use crate::Refusal;

/// The largest archive, in bytes: 2 GiB. Ours: what old tools unpack without the extension for large
/// archives, with room to spare.
pub const MAX_SHARD_BYTES: u64 = 1 << 31;

/// One archive of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Its number; the first is 1.
    pub number: u32,
    /// Its files, one directly after the other.
    pub files: Vec<FileInShard>,
    /// Where the directory begins: the end of the last file, in bytes.
    pub directory_offset: u64,
    /// Bytes of the whole archive.
    pub size: u64,
}

/// A file and its place in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInShard {
    /// Its path.
    pub path: PackagePath,
    /// Where its header begins, in bytes from the beginning of the archive.
    pub offset: u32,
    /// Bytes.
    pub size: u32,
    /// Of the bytes as the student uploaded them.
    pub sha256: Digest,
    /// Where the bytes lie.
    pub object_key: String,
}

/// The bytes that were read are not those that were frozen: `submission.file_mismatch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not those that were frozen")]
pub struct FileMismatch;

impl Refusal for FileMismatch {
    fn code(&self) -> &'static str {
        "submission.file_mismatch"
    }
}

impl FileInShard {
    /// The entry for these bytes, if they are the ones that were frozen.
    pub fn check(&self, bytes: &[u8]) -> Result<ZipEntry, FileMismatch> {
        if bytes.len() as u64 != u64::from(self.size) || Digest::of(bytes) != self.sha256 {
            return Err(FileMismatch);
        }
        Ok(self.entry(crc32fast::hash(bytes)))
    }

    /// The entry with a CRC-32 that was computed before, for an archive that is resumed.
    pub fn entry(&self, crc32: u32) -> ZipEntry {
        ZipEntry { path: self.path.clone(), size: self.size, crc32, offset: self.offset }
    }
}

/// Distributes the files of the rows over archives of at most `limit` bytes (never more than
/// [`MAX_SHARD_BYTES`]), in the order of the rows' keys. A pure function of the rows: whoever
/// computes it, whenever, in whatever order the rows come, gets the same archives with the same
/// files at the same places, and knows their exact sizes before a byte is written.
pub fn plan(rows: &[FrozenRow], limit: u64) -> Result<Vec<Shard>, PackageRefusal> {
    plan_with(rows, limit.min(MAX_SHARD_BYTES), MAX_ENTRIES)
}

fn plan_with(
    rows: &[FrozenRow],
    limit: u64,
    max_entries: usize,
) -> Result<Vec<Shard>, PackageRefusal> {
    let mut shards: Vec<Shard> = Vec::new();
    for row in in_order(rows)? {
        for (role, file) in row.files() {
            let path = PackagePath::new(row.data_key, role, &file.file_name);
            let too_large = || PackageRefusal::FileTooLarge(row.data_key);
            let size = u32::try_from(file.size).map_err(|_| too_large())?;
            if empty(1).with(&path, size) > limit {
                return Err(too_large());
            }
            let fits =
                |shard: &Shard| shard.files.len() < max_entries && shard.with(&path, size) <= limit;
            if !shards.last().is_some_and(fits) {
                shards.push(empty(shards.len() as u32 + 1));
            }
            if let Some(shard) = shards.last_mut() {
                shard.push(FileInShard {
                    path,
                    offset: shard.directory_offset as u32,
                    size,
                    sha256: file.sha256,
                    object_key: file.object_key.clone(),
                });
            }
        }
    }
    Ok(shards)
}

fn empty(number: u32) -> Shard {
    Shard { number, files: Vec::new(), directory_offset: 0, size: central_directory_bytes([]) }
}

impl Shard {
    // What one more file adds: its header and bytes, and its line in the directory.
    fn with(&self, path: &PackagePath, size: u32) -> u64 {
        let line = central_directory_bytes([path]) - central_directory_bytes([]);
        self.size + local_header_bytes(path) + u64::from(size) + line
    }

    fn push(&mut self, file: FileInShard) {
        self.size = self.with(&file.path, file.size);
        self.directory_offset += local_header_bytes(&file.path) + u64::from(file.size);
        self.files.push(file);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        io::{Cursor, Read},
    };

    use proptest::prelude::*;

    use super::{
        super::{central_directory, local_header, samples},
        *,
    };

    // Every file's bytes are a function of its size and name, so that archives can be built.
    fn rows(sizes: &[usize]) -> (Vec<FrozenRow>, BTreeMap<String, Vec<u8>>) {
        let mut objects = BTreeMap::new();
        let mut rows = samples::outcomes(sizes.len() as u128);
        for (row, size) in rows.iter_mut().zip(sizes) {
            let bytes: Vec<u8> = (0..*size).map(|n| (n * 7 + size) as u8).collect();
            let name = format!("成果{size}.pdf");
            let mut file = samples::file(&name, &bytes);
            file.object_key = row.data_key.to_string();
            objects.insert(file.object_key.clone(), bytes);
            (row.document, row.media) = (Some(file), None);
        }
        (rows, objects)
    }

    fn build(shard: &Shard, objects: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
        let (mut archive, mut entries) = (Vec::new(), Vec::new());
        for file in &shard.files {
            let bytes = &objects[&file.object_key];
            let entry = file.check(bytes).unwrap();
            assert_eq!(archive.len() as u64, u64::from(file.offset));
            archive.extend(local_header(&entry));
            archive.extend(bytes);
            entries.push(entry);
        }
        assert_eq!(archive.len() as u64, shard.directory_offset);
        archive.extend(central_directory(&entries));
        archive
    }

    proptest! {
        #[test]
        fn what_is_planned_is_what_is_built_and_read_back(
            sizes in prop::collection::vec(0_usize..3000, 0..25),
            limit in 4000_u64..12_000,
        ) {
            let (rows, objects) = rows(&sizes);
            let mut read_back = 0;
            for shard in plan(&rows, limit).unwrap() {
                let archive = build(&shard, &objects);
                prop_assert_eq!(archive.len() as u64, shard.size);
                prop_assert!(shard.size <= limit);
                let mut archive = ::zip::ZipArchive::new(Cursor::new(archive)).unwrap();
                for (at, file) in shard.files.iter().enumerate() {
                    let mut entry = archive.by_index(at).unwrap();
                    prop_assert_eq!(entry.name(), file.path.as_str());
                    let mut bytes = Vec::new();
                    entry.read_to_end(&mut bytes).unwrap();
                    prop_assert_eq!(&bytes, &objects[&file.object_key]);
                    read_back += 1;
                }
            }
            prop_assert_eq!(read_back, sizes.len());
        }

        #[test]
        fn the_order_of_the_rows_does_not_matter(order in Just((1..=9_u128).collect::<Vec<_>>()).prop_shuffle()) {
            let shuffled: Vec<_> = order.into_iter().map(samples::outcome).collect();
            prop_assert_eq!(plan(&shuffled, 600), plan(&samples::outcomes(9), 600));
        }
    }

    #[test]
    fn an_archive_is_filled_to_the_last_byte() {
        let (rows, _) = rows(&[10, 20, 30]);
        let whole = plan(&rows, MAX_SHARD_BYTES).unwrap();
        assert_eq!(whole.len(), 1);
        assert_eq!(plan(&rows, whole[0].size).unwrap(), whole);
        let split = plan(&rows, whole[0].size - 1).unwrap();
        assert_eq!(split.iter().map(|shard| shard.files.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(split.iter().map(|shard| shard.number).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn an_archive_with_enough_entries_is_closed() {
        let (rows, _) = rows(&[1; 7]);
        let shards = plan_with(&rows, MAX_SHARD_BYTES, 3).unwrap();
        assert_eq!(shards.iter().map(|shard| shard.files.len()).collect::<Vec<_>>(), [3, 3, 1]);
    }

    #[test]
    fn a_file_larger_than_an_archive_is_refused() {
        let (mut rows, _) = rows(&[100]);
        let refusal = Err(PackageRefusal::FileTooLarge(rows[0].data_key));
        assert_eq!(plan(&rows, 150), refusal);
        rows[0].document.as_mut().unwrap().size = MAX_SHARD_BYTES;
        assert_eq!(plan(&rows, u64::MAX), refusal);
        rows[0].document.as_mut().unwrap().size = u64::MAX;
        assert_eq!(plan(&rows, u64::MAX), refusal);
    }

    #[test]
    fn other_bytes_than_the_frozen_ones_are_refused() {
        let (rows, objects) = rows(&[100]);
        let file = &plan(&rows, MAX_SHARD_BYTES).unwrap()[0].files[0];
        let mut bytes = objects[&file.object_key].clone();
        assert!(file.check(&bytes).is_ok());
        bytes[50] ^= 1;
        assert_eq!(file.check(&bytes), Err(FileMismatch));
        assert_eq!(file.check(&bytes[1..]), Err(FileMismatch));
    }
}

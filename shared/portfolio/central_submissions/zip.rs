//! The parts of an archive whose entries are stored as they are: header, data, header, data, and a
//! directory at the end. Name, size, checksum and place of an entry are known before it is written,
//! so nothing is ever corrected afterwards, and an archive can be written in pieces.

use super::PackagePath;

const LOCAL_HEADER: u32 = 0x0403_4b50;
const DIRECTORY_HEADER: u32 = 0x0201_4b50;
const DIRECTORY_END: u32 = 0x0605_4b50;

const LOCAL_HEADER_BYTES: u64 = 30;
const DIRECTORY_HEADER_BYTES: u64 = 46;
const DIRECTORY_END_BYTES: u64 = 22;

// Names are UTF-8: without this flag readers take them for the code page of the machine.
const UTF8_NAMES: u16 = 1 << 11;
const VERSION: u16 = 20;
const MADE_ON_UNIX: u16 = 3 << 8 | VERSION;
const STORED: u16 = 0;
// 1980-01-01 00:00, the first moment that the format knows: equal content gives equal bytes.
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;
// A regular file that its owner may write and everybody may read.
const READABLE_FILE: u32 = 0o100_644 << 16;

/// The most entries of an archive without the extension for large archives, whose mark is the
/// number 65,535 itself.
pub const MAX_ENTRIES: usize = 65_534;

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZipEntry {
    /// Its path.
    pub path: PackagePath,
    /// Bytes.
    pub size: u32,
    /// CRC-32 of the bytes.
    pub crc32: u32,
    /// Where its header begins, in bytes from the beginning of the archive.
    pub offset: u32,
}

/// What precedes the bytes of an entry.
pub fn local_header(entry: &ZipEntry) -> Vec<u8> {
    let mut header = Vec::new();
    put_u32(&mut header, LOCAL_HEADER);
    put_common(&mut header, entry);
    header.extend_from_slice(entry.path.as_str().as_bytes());
    header
}

/// What follows the last entry. The entries are those of the archive, in their order, one directly
/// after the other.
pub fn central_directory(entries: &[ZipEntry]) -> Vec<u8> {
    let mut directory = Vec::new();
    for entry in entries {
        put_u32(&mut directory, DIRECTORY_HEADER);
        put_u16(&mut directory, MADE_ON_UNIX);
        put_common(&mut directory, entry);
        put_u16(&mut directory, 0); // length of the comment
        put_u16(&mut directory, 0); // number of the disk
        put_u16(&mut directory, 0); // internal attributes
        put_u32(&mut directory, READABLE_FILE);
        put_u32(&mut directory, entry.offset);
        directory.extend_from_slice(entry.path.as_str().as_bytes());
    }
    let size = directory.len() as u32;
    put_u32(&mut directory, DIRECTORY_END);
    put_u16(&mut directory, 0); // number of this disk
    put_u16(&mut directory, 0); // disk on which the directory begins
    put_u16(&mut directory, entries.len() as u16);
    put_u16(&mut directory, entries.len() as u16);
    put_u32(&mut directory, size);
    put_u32(&mut directory, entries.last().map_or(0, end_of) as u32);
    put_u16(&mut directory, 0); // length of the comment
    directory
}

/// The length of [`local_header`], in bytes.
pub fn local_header_bytes(path: &PackagePath) -> u64 {
    LOCAL_HEADER_BYTES + path.as_str().len() as u64
}

/// The length of [`central_directory`], in bytes.
pub fn central_directory_bytes<'a>(paths: impl IntoIterator<Item = &'a PackagePath>) -> u64 {
    let entry = |path: &PackagePath| DIRECTORY_HEADER_BYTES + path.as_str().len() as u64;
    DIRECTORY_END_BYTES + paths.into_iter().map(entry).sum::<u64>()
}

fn end_of(entry: &ZipEntry) -> u64 {
    u64::from(entry.offset) + local_header_bytes(&entry.path) + u64::from(entry.size)
}

fn put_common(header: &mut Vec<u8>, entry: &ZipEntry) {
    for value in [VERSION, UTF8_NAMES, STORED, TIME, DATE] {
        put_u16(header, value);
    }
    for value in [entry.crc32, entry.size, entry.size] {
        put_u32(header, value);
    }
    put_u16(header, entry.path.as_str().len() as u16);
    put_u16(header, 0); // length of the extra field
}

fn put_u16(bytes: &mut Vec<u8>, value: u16) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn put_u32(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::FileRole, *};

    #[test]
    fn the_lengths_are_known_before_anything_is_written() {
        let key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".parse().unwrap();
        let path = |name| PackagePath::new(key, FileRole::Document, name);
        let entry = |name, size, offset| ZipEntry { path: path(name), size, crc32: 7, offset };
        let first = entry("報告.pdf", 10, 0);
        let second = entry("b.png", 0, end_of(&first) as u32);
        assert_eq!(local_header(&first).len() as u64, local_header_bytes(&first.path));
        let entries = [first, second];
        let directory = central_directory(&entries);
        let paths = entries.iter().map(|entry| &entry.path);
        assert_eq!(directory.len() as u64, central_directory_bytes(paths));
    }

    #[test]
    fn an_archive_of_nothing_is_a_directory_of_nothing() {
        let archive = ::zip::ZipArchive::new(std::io::Cursor::new(central_directory(&[])));
        assert_eq!(archive.unwrap().len(), 0);
    }

    proptest! {
        #[test]
        fn an_archive_gives_back_what_was_put_in_under_its_name(
            files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6),
        ) {
            let key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".parse().unwrap();
            let (mut archive, mut entries) = (Vec::new(), Vec::new());
            for (n, bytes) in files.iter().enumerate() {
                let path = PackagePath::new(key, FileRole::Document, &format!("報告{n}.pdf"));
                let (size, crc32) = (bytes.len() as u32, crc32fast::hash(bytes));
                let entry = ZipEntry { path, size, crc32, offset: archive.len() as u32 };
                let header = local_header(&entry);
                prop_assert_eq!(header.len() as u64, local_header_bytes(&entry.path));
                archive.extend([header.as_slice(), bytes].concat());
                entries.push(entry);
            }
            let directory = central_directory(&entries);
            let paths = entries.iter().map(|entry| &entry.path);
            prop_assert_eq!(directory.len() as u64, central_directory_bytes(paths));
            archive.extend(directory);
            let mut read = ::zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
            prop_assert_eq!(read.len(), files.len());
            for (at, (entry, bytes)) in entries.iter().zip(&files).enumerate() {
                let mut file = read.by_index(at).unwrap();
                let mut content = Vec::new();
                std::io::Read::read_to_end(&mut file, &mut content).unwrap();
                prop_assert_eq!((file.name(), &content), (entry.path.as_str(), bytes));
            }
        }
    }
}

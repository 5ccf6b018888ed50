use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use bytes::Bytes;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use local::cloud::OUTBOX;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{World, items::text};

/// What lies in the outbox for a batch, by name. Every file is there as the batch says.
pub fn delivered_files(world: &World, batch: &Value) -> BTreeMap<String, Bytes> {
    let folder = format!("{}/{}/{}/", text(batch, "school"), batch["year"], text(batch, "id"));
    let s3 = &world.cloud().s3;
    let mut names: Vec<String> = s3.versions(OUTBOX).into_iter().map(|it| it.key).collect();
    names.dedup();
    let own = names.iter().filter_map(|key| key.strip_prefix(&folder));
    let files: BTreeMap<String, Bytes> = own
        .map(|name| {
            let bytes = s3.read(OUTBOX, &format!("{folder}{name}"), None).expect("its bytes");
            (name.to_owned(), bytes)
        })
        .collect();
    let said = batch["files"].as_array().expect("files");
    assert_eq!(said.len(), files.len(), "{said:?} {:?}", files.keys());
    for file in said {
        let bytes = &files[&text(file, "name")];
        assert_eq!(file["size"], bytes.len(), "{file}");
        assert_eq!(file["sha256"], hex::encode(Sha256::digest(bytes)), "{file}");
    }
    files
}

/// The one file whose name ends so.
pub fn ending<'a>(files: &'a BTreeMap<String, Bytes>, end: &str) -> &'a Bytes {
    let mut found = files.iter().filter(|(name, _)| name.ends_with(end));
    let (_, bytes) = found.next().unwrap_or_else(|| panic!("no {end} in {:?}", files.keys()));
    assert_eq!(found.next(), None, "two {end}");
    bytes
}

/// The sheets of a workbook in their order, each as lines of cells.
pub fn sheets(bytes: &Bytes) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    let line = |line: &[Data]| line.iter().map(ToString::to_string).collect();
    let of = |(name, range): (String, calamine::Range<Data>)| {
        (name, range.rows().map(line).collect::<Vec<Vec<String>>>())
    };
    workbook.worksheets().into_iter().map(of).collect()
}

/// The files of an archive, by name, as any tool unpacks them.
pub fn unpacked(bytes: &Bytes) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).expect("an archive");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        files.insert(entry.name().to_owned(), content);
    }
    files
}

/// The root of RFC 6962, computed from the bottom up: pairs are hashed level by level, and a node
/// without a sibling goes up as it is.
pub fn merkle_root<'a>(leaves: impl Iterator<Item = &'a str>) -> String {
    let hash = |parts: &[&[u8]]| Sha256::digest(parts.concat()).to_vec();
    let mut level: Vec<Vec<u8>> = leaves.map(|leaf| hash(&[&[0], leaf.as_bytes()])).collect();
    assert!(!level.is_empty(), "an empty tree");
    while level.len() > 1 {
        let pair = |pair: &[Vec<u8>]| match pair {
            [left, right] => hash(&[&[1], left, right]),
            [alone] => alone.clone(),
            _ => unreachable!("pairs"),
        };
        level = level.chunks(2).map(pair).collect();
    }
    hex::encode(&level[0])
}

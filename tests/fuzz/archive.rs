//! 檔案包: whatever the files are called and hold, two readers that know nothing of each other unpack
//! the same.

use std::io::{Cursor, Read};

use portfolio::central_submissions::{
    DataKey, FrozenRow, MAX_SHARD_BYTES, Scope, Shard, central_directory, local_header, plan,
};
use rawzip::{CompressionMethod, ZipArchive as RawArchive};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::engine::Target;

const ARCHIVE: Target = Target {
    name: "archive",
    words: &[
        b"../",
        b"..\\",
        b"/etc/passwd",
        b"C:\\",
        b"\0",
        b"\xff",
        b".pdf",
        b".",
        b" ",
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"con",
        b"nul.txt",
        "學".as_bytes(),
        "👩‍🔬".as_bytes(),
        b"\xe2\x80\xae",
        b"\xcc\x81",
        b"\n",
        b"|",
        b"\xef\xbf\xbf",
    ],
    longest: 1500,
    tenths: 5,
};

/// Names and contents, divided by the bytes that are in no text.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0xff).take(12).collect();
    let pairs = parts.chunks_exact(2);
    pairs.map(|pair| (String::from_utf8_lossy(pair[0]).into_owned(), pair[1].to_vec())).collect()
}

fn row(number: usize, name: &str, bytes: &[u8]) -> FrozenRow {
    let item = format!("lo_{number:032x}");
    let scope = json!({ "school": "353301", "year": 115, "roster": "learning_outcomes" });
    let scope: Scope = serde_json::from_value(scope).expect("a scope");
    let row = json!({
        "data_key": DataKey::of(&scope, item.parse().expect("an item")),
        "item": item,
        "student": {
            "account": format!("acc_{number:032x}"), "id_number": "A000000001", "birth_date": "2009-03-05",
            "name": "示範生", "class_name": null, "seat": null, "number": "1",
        },
        "content": { "outcome": {
            "sheet": { "name": "semester" }, "semester": "1151", "course_code": "115353301H11101A1010101",
            "course_name": "國語文", "grade": 1, "credits": 4.0, "description": "簡述",
        } },
        "document": {
            "file_name": name, "size": bytes.len(), "sha256": hex::encode(Sha256::digest(bytes)),
            "media_type": "application/pdf", "object_key": number.to_string(),
        },
        "media": null,
    });
    serde_json::from_value(row).expect("a row")
}

/// The archive, written as the worker writes it.
fn build(shard: &Shard, contents: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut entries) = (Vec::new(), Vec::new());
    for file in &shard.files {
        let number: usize = file.object_key.parse().expect("a number");
        let bytes = &contents[number].1;
        let entry = file.check(bytes).expect("the frozen bytes");
        archive.extend(local_header(&entry));
        archive.extend(bytes);
        entries.push(entry);
    }
    archive.extend(central_directory(&entries));
    archive
}

/// As the first reader unpacks it.
fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let count = archive.len();
    let read = |at| {
        let mut entry = archive.by_index(at).expect("an entry");
        let enclosed = entry.enclosed_name().expect("it does not lead out of its folder");
        assert_eq!(enclosed.to_str(), Some(entry.name()));
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        (entry.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// As the second does.
fn unpacked_again(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = RawArchive::from_slice(archive).expect("an archive");
    let mut files = Vec::new();
    for entry in archive.entries() {
        let entry = entry.expect("an entry");
        assert_eq!(entry.compression_method(), CompressionMethod::STORE);
        let name = entry.file_path().try_normalize().expect("a name in UTF-8");
        let bytes = archive.get_entry(entry.wayfinder()).expect("its bytes").data().to_vec();
        files.push((name.as_ref().to_owned(), bytes));
    }
    files
}

#[test]
fn two_readers_unpack_what_was_handed_in() {
    let seed = "報告.pdf\u{0}".as_bytes().iter().map(|b| if *b == 0 { 0xff } else { *b });
    let mut seed: Vec<u8> = seed.collect();
    seed.extend(b"%PDF-1.4\n%%EOF\xffb.png\xff\x89PNG");
    ARCHIVE.run(&[&seed], |bytes| {
        let contents = files(bytes);
        let rows: Vec<FrozenRow> =
            (0..).zip(&contents).map(|(number, (name, bytes))| row(number, name, bytes)).collect();
        let shards = plan(&rows, MAX_SHARD_BYTES).expect("a plan");
        let mut read_back = 0;
        for shard in &shards {
            let archive = build(shard, &contents);
            assert_eq!(archive.len() as u64, shard.size);
            let expected: Vec<(String, Vec<u8>)> = shard
                .files
                .iter()
                .map(|file| {
                    let number: usize = file.object_key.parse().expect("a number");
                    (file.path.to_string(), contents[number].1.clone())
                })
                .collect();
            assert_eq!(unpacked(&archive), expected);
            assert_eq!(unpacked_again(&archive), expected);
            read_back += expected.len();
        }
        assert_eq!(read_back, contents.len());
        (contents.len(), bytes.len().min(64))
    });
}

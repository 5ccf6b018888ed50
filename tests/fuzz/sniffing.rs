//! What an upload begins with: it is of one type at most, whatever is in it.

use portfolio::files::{MediaType, Purpose, is_what_it_claims};

use super::engine::Target;

const SNIFFING: Target = Target {
    name: "sniffing",
    words: &[
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0",
        b"JFIF\0",
        b"ID3\x04",
        b"\xff\xfb\x90\x64",
        b"\xff\xf3\x48\xc4",
        b"\0\0\0\x18ftypmp42",
        b"ftypisom",
        b"ftypqt  ",
        b"PK\x03\x04",
        b"[Content_Types].xml",
        b"_rels/",
        b"word/",
        b"GIF89a",
        b"RIFF",
        b"<html><script>",
        b"<?xml version=\"1.0\"?><svg",
        b"MZ\x90\0",
        b"\x7fELF",
        b"#!/bin/sh\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"data_key,status,reason\n",
    ],
    longest: 512,
    tenths: 40,
};

/// Types that an outcome, a performance or a receipt may be of.
fn types() -> Vec<MediaType> {
    let mut types = Purpose::LearningOutcome.media_types().to_vec();
    types.extend(Purpose::CentralReceipt.media_types());
    types
}

#[test]
fn no_content_is_of_two_types() {
    let zip = [b"PK\x03\x04".as_slice(), &[0; 26], b"[Content_Types].xml"].concat();
    let seeds: [&[u8]; 8] = [
        b"%PDF-1.4\n%%EOF\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01",
        b"ID3\x04\0\0\0\0\0\0",
        b"\xff\xfb\x90\x64\0",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"data_key,status,reason\n",
        &zip,
    ];
    let types = types();
    SNIFFING.run(&seeds, |bytes| {
        let is: Vec<&str> = types
            .iter()
            .filter(|claimed| is_what_it_claims(**claimed, bytes))
            .map(|claimed| claimed.name())
            .collect();
        assert!(is.len() <= 1, "{is:?}");
        // What a browser would run is of none of them.
        let page = bytes.trim_ascii_start();
        let is_page = page.starts_with(b"<html") || page.starts_with(b"<svg");
        assert!(!is_page || is.iter().all(|name| *name == "text/csv"), "{is:?}");
        (is, bytes.len().min(32))
    });
}

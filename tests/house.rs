//! The house: what each package may stand on, where a thing is said, and what a file is called.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Lines of the longest file that is still read in one go.
const LONGEST_FILE: usize = 360;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace")
}

/// Every Rust file below these folders, with its path from the root.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                let name = path.strip_prefix(&root).expect("below the root");
                found.push((name.to_string_lossy().into_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "there is nothing in {folders:?}");
    found
}

/// What a package depends on; for its tests alone does not count.
fn dependencies(package: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
    let section = text.split("\n[").find_map(|section| section.strip_prefix("dependencies]"));
    let lines = section.expect("dependencies").lines();
    lines.filter_map(|line| line.split_once('.')).map(|(name, _)| name.to_owned()).collect()
}

#[track_caller]
fn depends_on_none_of(package: &str, refused: &[&str]) {
    let all = dependencies(package);
    let is_refused = |name: &&String| refused.iter().any(|start| name.starts_with(start));
    let found: Vec<&String> = all.iter().filter(is_refused).collect();
    assert!(found.is_empty(), "{package} depends on {found:?}");
}

/// The lines below these folders that say one of the words, but for the files that may.
fn who_says(words: &[&str], folders: &[&str], may: &str) -> Vec<String> {
    let files = sources(folders);
    let others = files.iter().filter(|(name, _)| !name.starts_with(may));
    let lines = others.flat_map(|(name, text)| text.lines().map(move |line| (name, line)));
    let said = lines.filter(|(_, line)| words.iter().any(|word| line.contains(word)));
    said.map(|(name, line)| format!("{name}: {}", line.trim())).collect()
}

#[test]
fn rules_do_no_io() {
    let refused =
        ["tokio", "aws", "http", "hyper", "lambda", "runtime", "store", "mail", "local", "ureq"];
    depends_on_none_of("shared/portfolio", &refused);
    let io = [
        "std::fs",
        "std::net::Tcp",
        "std::net::Udp",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant::now",
    ];
    assert_eq!(who_says(&io, &["shared/portfolio"], "-"), [""; 0]);
}

#[test]
fn functions_reach_the_cloud_through_the_store_alone() {
    depends_on_none_of("functions", &["aws-sdk", "aws-config", "http", "hyper"]);
}

#[test]
fn nobody_but_the_local_cloud_knows_that_it_is_local() {
    for package in ["functions", "shared/portfolio", "shared/store", "shared/runtime"] {
        depends_on_none_of(package, &["local", "dynoxide", "s3s", "axum"]);
    }
}

#[test]
fn only_the_store_knows_keys() {
    let keys = ["\"ACC#", "\"USR#", "\"FIL#", "\"SCH#", "\"SEL#", "\"SUB#", "\"HOUR#"];
    let folders = ["functions", "shared", "infra/codegen", "infra/local"];
    assert_eq!(who_says(&keys, &folders, "shared/store/"), [""; 0]);
}

#[test]
fn only_the_runtime_knows_http() {
    let http = ["StatusCode", "http::"];
    let folders = ["functions", "shared/portfolio", "shared/store", "shared/mail"];
    // The store looks at what S3 answered.
    assert_eq!(who_says(&http, &folders, "shared/store/objects/"), [""; 0]);
}

#[test]
fn a_function_is_called_as_its_file_and_begins_with_what_it_is() {
    let files = sources(&["functions"]);
    for function in functions::all() {
        let path = format!("functions/{}.rs", function.name.replace('-', "_").replace('.', "/"));
        let file = files.iter().find(|(name, _)| *name == path);
        let (_, text) = file.unwrap_or_else(|| panic!("{} is not in {path}", function.name));
        assert!(text.starts_with("//! "), "{path} does not say what it is");
        assert!(text.contains(&format!("\"{}\"", function.name)), "{path}");
        assert!(text.contains(function.term), "{path} does not begin with {}", function.term);
    }
}

#[test]
fn no_file_is_longer_than_one_reads_in_one_go() {
    let files = sources(&["functions", "shared", "infra", "tests"]);
    let long = files.iter().filter(|(_, text)| text.lines().count() > LONGEST_FILE);
    assert_eq!(long.map(|(name, _)| name).collect::<Vec<_>>(), [""; 0]);
}

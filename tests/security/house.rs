//! What the code never does, whoever asks it to.

use std::collections::BTreeSet;

use super::table::{read, root};

/// The packages that run in the cloud.
const PACKAGES: [&str; 5] =
    ["functions", "shared/portfolio", "shared/store", "shared/runtime", "shared/mail"];

/// Every Rust file of these folders, but for tests.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("text");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            found.push((path.display().to_string(), code.to_owned()));
        }
    }
    assert!(found.len() > 10, "nothing is read");
    found
}

/// The lines that say one of these words.
fn who_says(words: &[&str], folders: &[&str]) -> Vec<String> {
    let mut said = Vec::new();
    for (path, code) in sources(folders) {
        let lines = code.lines().filter(|line| words.iter().any(|word| line.contains(word)));
        said.extend(lines.map(|line| format!("{path}: {}", line.trim())));
    }
    said
}

/// What the packages of the cloud depend on directly, tests apart.
fn dependencies() -> BTreeSet<String> {
    let of = |package: &str| {
        let text = read(&format!("{package}/Cargo.toml"));
        let section = text.split("\n[").find_map(|section| section.strip_prefix("dependencies]"));
        let lines = section.expect("dependencies").lines();
        lines.filter_map(|line| Some(line.split_once('.')?.0.to_owned())).collect::<Vec<_>>()
    };
    PACKAGES.into_iter().flat_map(of).collect()
}

#[track_caller]
fn depends_on_none_of(refused: &[&str]) {
    let all = dependencies();
    assert!(all.len() > 20, "only {all:?} are read");
    let found: Vec<&String> = all.iter().filter(|name| refused.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_function_starts_a_program_or_opens_a_file() {
    let words =
        ["Command::new", "process::Command", "std::fs", "tokio::fs", "File::open", "TcpStream"];
    assert_eq!(who_says(&words, &PACKAGES), [""; 0]);
    // The one address that is called beside the cloud's is the deployment's own.
    depends_on_none_of(&["reqwest", "ureq", "hyper", "url", "curl", "isahc"]);
}

#[test]
fn the_code_is_safe_rust() {
    let workspace = read("Cargo.toml");
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    let members = PACKAGES.into_iter().chain(["infra/codegen", "infra/local", "tests"]);
    for member in members {
        let manifest = read(&format!("{member}/Cargo.toml"));
        assert!(manifest.contains("[lints]\nworkspace = true"), "{member} has lints of its own");
    }
}

#[test]
fn nothing_that_users_send_is_unpacked_or_drawn() {
    depends_on_none_of(&[
        "async-compression",
        "brotli",
        "calamine",
        "flate2",
        "image",
        "jpeg-decoder",
        "lopdf",
        "lzma-rs",
        "pdf",
        "png",
        "quick-xml",
        "resvg",
        "roxmltree",
        "tar",
        "xml-rs",
        "zip",
        "zstd",
    ]);
    let words = ["RequestDecompression", "decompression-", "GzDecoder", "ZipArchive"];
    assert_eq!(who_says(&words, &["functions", "shared", "infra/local"]), [""; 0]);
}

#[test]
fn one_library_signs_seals_and_digests() {
    depends_on_none_of(&[
        "aes",
        "des",
        "md-5",
        "md5",
        "native-tls",
        "openssl",
        "rc4",
        "ring",
        "rsa",
        "sha-1",
        "sha1",
    ]);
    let weak = ["MD5", "SHA1_", "HmacSha1", "RSA_PKCS1", "ECB", "danger_accept_invalid", "HS256"];
    let said = who_says(&weak, &PACKAGES);
    assert_eq!(said, [""; 0]);
}

#[test]
fn chance_comes_from_one_place() {
    depends_on_none_of(&["rand", "fastrand", "oorandom", "getrandom"]);
    let drawing = ["rand::fill", "SystemRandom", "new_v4", "thread_rng", "RandomState"];
    let said =
        who_says(&drawing, &["functions", "shared/portfolio", "shared/store", "shared/mail"]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn only_the_local_system_has_accounts_of_its_own() {
    assert_eq!(who_says(&["/_local"], &["functions", "shared", "infra/codegen"]), [""; 0]);
    let documents = codegen::documents().expect("the registry can be written down");
    let told = documents.iter().find(|document| document.text.contains("/_local"));
    assert_eq!(told.map(|document| document.path.as_str()), None);
    let words = ["demonstration::", "seeding::", "DemoAccount"];
    assert_eq!(who_says(&words, &["functions", "shared"]), [""; 0]);
}

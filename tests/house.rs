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
pub fn sources(folders: &[&str]) -> Vec<(String, String)> {
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

/// The files of rules without a property test, each with the reason.
const WITHOUT_PROPERTIES: [(&str, &str); 10] = [
    ("authorization/actor", "asks whether a list has something"),
    ("central_submissions/problem", "words, and what the properties of the pre-check ask"),
    ("central_submissions/receipt/sentence", "words"),
    ("central_submissions/sentence", "words"),
    ("diverse_performances/definition", "a table"),
    ("diverse_performances/description", "what the properties of the validation fill in"),
    ("diverse_performances/field", "a table"),
    ("fields", "words"),
    ("mutants", "what tests break"),
    ("refusal", "asks whether a list is empty"),
];

/// A rule is a public function. Its properties stand beside it, or in the folder of its tests.
#[test]
fn every_rule_has_a_property_test() {
    let folder = "shared/portfolio/";
    let files = sources(&[folder]);
    let of_tests = |name: &str| name.contains("/tests") || name.ends_with("/samples.rs");
    let begins = ["pub fn ", "pub const fn ", "pub(crate) fn ", "pub(super) fn "];
    let is_rule = |line: &str| begins.iter().any(|begin| line.trim_start().starts_with(begin));
    let has_properties = |name: &str, rule: &str| {
        let tests = format!("{folder}{rule}/tests");
        let beside = files.iter().filter(|(file, _)| file == name || file.starts_with(&tests));
        beside.map(|(_, text)| text).any(|text| text.contains("proptest! {"))
    };
    let mut without = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| !of_tests(name)) {
        let rule = name.trim_start_matches(folder).trim_end_matches(".rs");
        // What the tests draw from is no rule.
        if rule != "strategies" && text.lines().any(is_rule) && !has_properties(name, rule) {
            without.push(rule);
        }
    }
    without.sort_unstable();
    assert_eq!(without, WITHOUT_PROPERTIES.map(|(rule, _)| rule));
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
    let keys =
        ["\"INT#", "\"DIF#", "\"ACC#", "\"USR#", "\"FIL#", "\"SCH#", "\"SEL#", "\"SUB#", "\"HOUR#"];
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

/// The manifest of every package of the workspace, with its path.
fn manifests() -> Vec<(String, String)> {
    let root = root();
    let workspace = fs::read_to_string(root.join("Cargo.toml")).expect("the workspace");
    let members = workspace.split_once("members = [").and_then(|(_, rest)| rest.split_once(']'));
    let (members, _) = members.expect("members");
    let mut folders = Vec::new();
    for member in members.split(',').map(|member| member.trim().trim_matches('"')) {
        match member.strip_suffix("/*") {
            None => folders.push(root.join(member)),
            Some(parent) => {
                let entries = fs::read_dir(root.join(parent)).expect("a folder");
                folders.extend(entries.map(|entry| entry.expect("readable").path()));
            }
        }
    }
    let read = |folder: PathBuf| {
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path);
        (path.display().to_string(), text.expect("a manifest"))
    };
    folders.into_iter().map(read).collect()
}

#[test]
fn no_package_has_unsafe_code_or_lints_of_its_own() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace");
    assert!(workspace.contains("[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    let manifests = manifests();
    assert!(manifests.len() >= 8, "{manifests:?}");
    for (path, text) in manifests {
        assert!(text.contains("\n[lints]\nworkspace = true\n"), "{path} has lints of its own");
    }
}

#[test]
fn versions_stand_in_the_workspace_alone_and_are_locked() {
    for (path, text) in manifests() {
        let own = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let own = own.filter(|line| line.contains("version") && !line.contains("workspace"));
        assert_eq!(own.collect::<Vec<_>>(), [""; 0], "{path}");
    }
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_default();
    let ignored = read(".gitignore");
    for lock in ["Cargo.lock", "web/package-lock.json"] {
        assert!(!read(lock).is_empty(), "{lock} is not there");
        assert!(
            !ignored.contains(lock.rsplit('/').next().unwrap_or_default()),
            "{lock} is ignored"
        );
    }
    let package: serde_json::Value = serde_json::from_str(&read("web/package.json")).expect("JSON");
    let lock: serde_json::Value =
        serde_json::from_str(&read("web/package-lock.json")).expect("JSON");
    for kind in ["dependencies", "devDependencies"] {
        assert_eq!(lock["packages"][""][kind], package[kind], "the lock is of other {kind}");
        for (name, version) in package[kind].as_object().expect("packages") {
            let version = version.as_str().unwrap_or_default();
            let exact = version.split('.').all(|part| part.parse::<u32>().is_ok());
            assert!(exact && version.matches('.').count() == 2, "{name} is not pinned: {version}");
        }
    }
}

/// What `make test` builds is what the lock files name, or it fails.
#[test]
fn tests_build_what_is_locked() {
    let makefile = fs::read_to_string(root().join("Makefile")).expect("the Makefile");
    let mut target = "";
    let mut checked = 0;
    for line in makefile.lines() {
        assert!(!line.contains("npm install"), "{line}");
        if !line.starts_with('\t') && !line.contains(" := ") {
            target = line.split(':').next().unwrap_or_default();
        } else if ["lint", "rust-test", "browser-test"].contains(&target) || line.contains(" := ") {
            for command in line.split([',', ';']).filter(|command| builds(command)) {
                assert!(command.contains("--locked"), "{target}: {command}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 5, "{checked}");
}

fn builds(command: &str) -> bool {
    let verbs = ["build", "clippy", "test", "nextest run"];
    verbs.into_iter().any(|verb| command.contains(&format!("cargo {verb} ")))
}

#[test]
fn nothing_but_the_tests_of_the_tests_can_be_broken_on_purpose() {
    let enables = |text: &str| text.contains("portfolio/mutants") || text.contains("\"mutants\"");
    for package in ["", "functions", "shared/store", "shared/runtime", "shared/mail", "infra/local"]
    {
        let manifest = root().join(package).join("Cargo.toml");
        let text = fs::read_to_string(manifest).expect("a manifest");
        assert!(!enables(&text), "{package} enables what can be broken");
    }
}

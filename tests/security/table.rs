//! SECURITY.md: each of its rows names a test, and every test that it names is there.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Kinds of rows; a threat says also at which boundary, and what it would come to.
const KINDS: [&str; 3] = ["invariant", "trap", "threat: "];

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace")
}

pub(super) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cells of every row of the tables that begin with this head, each row with its line.
pub(super) fn rows(text: &str, head: &str) -> Vec<(usize, Vec<String>)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let mut rows = Vec::new();
    let mut within = false;
    for (number, line) in numbered {
        within = line.starts_with('|') && (within || line == head);
        if within && line != head && !line.starts_with("|---") {
            let cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
            rows.push((number, cells.collect()));
        }
    }
    rows
}

/// The paths among what stands between backticks.
pub(super) fn paths(cell: &str) -> Vec<&str> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.filter(|text| text.contains('/') || text.contains('.')).collect()
}

/// Why this is not the name of a test; nothing where it is.
pub(super) fn is_no_test(name: &str) -> Option<String> {
    let (path, test) =
        name.split_once("::").map_or((name, None), |(path, test)| (path, Some(test)));
    let found = tests_at(&root().join(path));
    match test {
        _ if found.is_empty() => Some(format!("{path} has no test")),
        Some(test) if !found.iter().any(|name| name == test) => {
            Some(format!("{path} has no test {test}"))
        }
        _ => None,
    }
}

/// The tests of a file, or of all files below a folder.
fn tests_at(path: &Path) -> Vec<String> {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
        return entries.flat_map(|entry| tests_at(&entry.path())).collect();
    }
    let Ok(text) = fs::read_to_string(path) else { return Vec::new() };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => rust_tests(&text),
        Some("ts" | "tsx") if path.to_string_lossy().contains(".test.ts") => browser_tests(&text),
        _ => Vec::new(),
    }
}

/// Every function under a test attribute.
fn rust_tests(text: &str) -> Vec<String> {
    let mut tests = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let Some((_, name)) = line.split_once("fn ").filter(|_| marked) {
            tests.extend(name.split(['(', '<']).next().map(str::to_owned));
            marked = false;
        }
    }
    tests
}

/// Every title of a test or a journey: a quoted text before a colon, or the first of a call.
fn browser_tests(text: &str) -> Vec<String> {
    let titles = text.lines().map(str::trim_start).filter_map(|line| {
        let begins = ["test('", "it('", "'"].into_iter().find(|start| line.starts_with(start))?;
        let (title, rest) = line[begins.len()..].split_once('\'')?;
        (rest.starts_with(':') || rest.starts_with(',')).then(|| title.to_owned())
    });
    titles.collect()
}

#[test]
fn every_row_names_a_test_that_is_there() {
    let text = read("SECURITY.md");
    let rows = rows(&text, "| what | kind | decided in | held by |");
    assert!(rows.len() > 50, "only {} rows are read", rows.len());
    let mut wrong = Vec::new();
    for (line, row) in rows {
        let mut say = |what: String| wrong.push(format!("line {line}: {what}"));
        let [_, kind, decided, held] = row.as_slice() else {
            say(format!("{} cells", row.len()));
            continue;
        };
        if !KINDS
            .iter()
            .any(|known| kind == known || known.ends_with(' ') && kind.starts_with(known))
        {
            say(format!("the kind is {kind:?}"));
        }
        let places = paths(decided);
        if places.is_empty() || !places.iter().all(|path| root().join(path).exists()) {
            say(format!("{decided} is nowhere"));
        }
        let tests = paths(held);
        if tests.is_empty() {
            say("it names no test".to_owned());
        }
        tests.into_iter().filter_map(is_no_test).for_each(say);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_test_is_told() {
    assert_eq!(is_no_test("tests/security/table.rs::what_is_no_test_is_told"), None);
    assert_eq!(is_no_test("tests/security"), None);
    assert_eq!(is_no_test("web/e2e/story.test.ts"), None);
    for name in ["tests/security/table.rs::tests_at", "tests/nowhere.rs", "infra/RUNBOOK.md"] {
        assert!(is_no_test(name).is_some(), "{name}");
    }
}

//! Where other people's code comes from: the registries alone, locked to one version and one
//! digest, under terms that we can keep. `make deny` looks at the Rust side's terms and advisories.

use serde_json::Value;

use super::table::read;

/// Terms that ask for a notice at most.
const TERMS: [&str; 8] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "ISC",
    "MIT",
    // Given to everybody without terms.
    "Unlicense",
];

/// Other terms, each of a package that builds or tests the pages and is in none of them; or whose
/// terms leave the choice to us.
const EXCEPTIONS: [(&str, &str); 7] = [
    ("@axe-core/playwright", "MPL-2.0"),
    ("axe-core", "MPL-2.0"),
    ("lightningcss", "MPL-2.0"),
    // A table of which browser can do what.
    ("caniuse-lite", "CC-BY-4.0"),
    ("argparse", "Python-2.0"),
    ("type-fest", "(MIT OR CC0-1.0)"),
    // Of 2012: its manifest names no terms, its readme says MIT.
    ("parse-cache-control", ""),
];

fn locked() -> Vec<(String, Value)> {
    let lock: Value = serde_json::from_str(&read("web/package-lock.json")).expect("JSON");
    let all = lock["packages"].as_object().expect("packages").clone();
    all.into_iter().filter(|(path, _)| !path.is_empty()).collect()
}

/// The package's own name, without the folders it lies in.
fn name(path: &str) -> &str {
    path.rsplit_once("node_modules/").map_or(path, |(_, name)| name)
}

#[test]
fn every_package_of_the_pages_has_terms_that_we_can_keep() {
    let packages = locked();
    assert!(packages.len() > 100, "only {} packages are read", packages.len());
    let mut wrong = Vec::new();
    for (path, package) in &packages {
        let (name, terms) = (name(path), package["license"].as_str().unwrap_or_default());
        let excepted = EXCEPTIONS.iter().any(|(package, excepted)| {
            let is_it = name == *package || name.starts_with(&format!("{package}-"));
            is_it && terms == *excepted
        });
        let is_shipped = package["dev"] != true;
        let chosen = terms.starts_with("(MIT OR ");
        if !TERMS.contains(&terms) && !(excepted && (!is_shipped || chosen)) {
            wrong.push(format!("{path}: {terms:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_package_of_the_pages_is_locked_to_its_bytes() {
    let wrong = locked().into_iter().filter(|(_, package)| {
        let digest = package["integrity"].as_str().unwrap_or_default();
        // A place of its own would be another source than the registry.
        !digest.starts_with("sha512-")
            || package.get("resolved").is_some()
            || package["link"] == true
    });
    assert_eq!(wrong.map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_crate_is_of_the_registry_and_locked_to_its_bytes() {
    let lock = read("Cargo.lock");
    let mut wrong = Vec::new();
    let packages = lock.split("[[package]]\n").skip(1);
    for package in packages {
        let of = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key));
            line.and_then(|line| line.strip_prefix(" = ")).unwrap_or_default().trim_matches('"')
        };
        // Without a source it lies in this repository.
        let is_locked = of("source").starts_with("registry+") && of("checksum").len() == 64;
        if !of("source").is_empty() && !is_locked {
            wrong.push(of("name"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_tools_of_the_tests_have_one_version_each() {
    let tools = read("tests/requirements.txt");
    let lines = tools.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let loose: Vec<&str> = lines.filter(|line| line.split("==").count() != 2).collect();
    assert_eq!(loose, [""; 0]);
}

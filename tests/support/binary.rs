use std::path::{Path, PathBuf};

/// A program of the workspace, which lies beside this test's own.
pub fn binary(package: &str, name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("the test's own path");
    let target = own.parent().and_then(Path::parent).expect("a target folder");
    let binary = target.join(name);
    assert!(binary.exists(), "build the package `{package}` first: {}", binary.display());
    binary
}

//! `codegen` writes everything that follows from the registry; `codegen --check` only looks, names
//! what is stale and fails if anything is.

use std::{io::Write, path::Path, process::ExitCode};

fn main() -> ExitCode {
    // The workspace lies two folders above this package.
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let check = std::env::args().skip(1).any(|word| word == "--check");
    match run(root, check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("cannot generate: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path, check: bool) -> Result<bool, Box<dyn std::error::Error>> {
    let documents = codegen::documents()?;
    let stale = codegen::stale(root, &documents);
    let superfluous = codegen::superfluous(root, &documents)?;
    for path in &superfluous {
        say(&format!("belongs to no function: {path}"));
    }
    for document in &stale {
        let what = if check { "stale" } else { "written" };
        say(&format!("{what}: {}", document.path));
    }
    if check {
        return Ok(stale.is_empty() && superfluous.is_empty());
    }
    for document in stale {
        codegen::write(root, document)?;
    }
    Ok(true)
}

fn say(line: &str) {
    // Whoever closed the pipe has read enough.
    drop(writeln!(std::io::stderr(), "{line}"));
}

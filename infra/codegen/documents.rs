use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{Unwritable, events, openapi, permissions, stacks, template, yaml};

/// A file that follows from the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Below the workspace, with slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// Only written where nothing of that function is there: people edit it afterwards.
    pub editable: bool,
}

/// The folders whose every file follows from the registry.
const OWNED: [&str; 2] = ["infra/stacks", "events"];

/// Every file that follows from the registry.
pub fn documents() -> Result<Vec<Document>, Unwritable> {
    let generated =
        |path: &str, text: String| Document { path: path.to_owned(), text, editable: false };
    let mut all = vec![
        generated("web/openapi.json", json(&openapi::openapi())?),
        generated("infra/template.yaml", yaml(&template::template()?)),
        generated("infra/replica.yaml", yaml(&template::replica())),
        generated("infra/docs/permissions.md", permissions::markdown()),
    ];
    for (area, stack) in stacks::stacks()? {
        all.push(generated(&format!("infra/stacks/{area}.yaml"), yaml(&stack)));
    }
    for (path, event) in events::samples() {
        all.push(Document { path, text: json(&event)?, editable: true });
    }
    Ok(all)
}

/// The documents whose committed copy is missing or says something else.
pub fn stale<'a>(root: &Path, documents: &'a [Document]) -> Vec<&'a Document> {
    let is_stale = |document: &&Document| {
        if document.editable {
            !has_sample(root, document)
        } else {
            fs::read_to_string(root.join(&document.path)).ok().as_ref() != Some(&document.text)
        }
    };
    documents.iter().filter(is_stale).collect()
}

/// Files in generated folders that belong to nothing in the registry.
pub fn superfluous(root: &Path, documents: &[Document]) -> io::Result<Vec<String>> {
    let stems: BTreeSet<&str> = documents.iter().map(|document| stem(&document.path)).collect();
    let mut found = Vec::new();
    for folder in OWNED {
        for file in files(&root.join(folder))? {
            let path =
                file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            if !stems.contains(stem(&path)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Writes a document, and the folders that lead to it.
pub fn write(root: &Path, document: &Document) -> io::Result<()> {
    let path = root.join(&document.path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, &document.text)
}

/// Whether some sample of the same function is there, whatever its case is called.
fn has_sample(root: &Path, document: &Document) -> bool {
    let wanted = stem(&document.path);
    let folder = root.join(&document.path);
    let Some(neighbours) = folder.parent().and_then(|folder| files(folder).ok()) else {
        return false;
    };
    neighbours.iter().any(|file| {
        let path = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        stem(&path) == wanted
    })
}

/// A path up to the first dot of its file name.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].find('.').map_or(path, |dot| &path[..name + dot])
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn json(value: &Value) -> Result<String, Unwritable> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").map_err(|error| Unwritable(error.to_string()))
}

fn yaml(value: &Value) -> String {
    let text = yaml::text(value);
    format!("# Written by `cargo run -p codegen` from the registry. Edits are lost.\n{text}")
}

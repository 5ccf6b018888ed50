use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use crate::support::{Answer, Request, items::text};

/// What people were told, and what they tried without being told how it ended. Whatever was
/// acknowledged must be there in the end, unless its owner tried to change it again.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<Facts>);

/// All of it, by the ids of the wire.
#[derive(Debug, Default, Clone)]
pub struct Facts {
    /// Files.
    pub files: BTreeMap<String, FileFact>,
    /// Outcomes and performances.
    pub items: BTreeMap<String, ItemFact>,
    /// Selections, by student and roster.
    pub selections: BTreeMap<(String, String), SelectionFact>,
    /// What was made under each key.
    pub made: BTreeMap<String, String>,
    /// Batches whose receipt was imported.
    pub reconciled: BTreeSet<String>,
    /// Batches that were frozen.
    pub frozen: BTreeSet<String>,
}

/// What is known of a file.
#[derive(Debug, Default, Clone)]
pub struct FileFact {
    /// Its owner was told that it is stored.
    pub stored: bool,
    /// Somebody tried to give it up, or what uses it.
    pub may_end: bool,
}

/// What is known of an outcome or a performance.
#[derive(Debug, Default, Clone)]
pub struct ItemFact {
    /// The latest that anybody was told.
    pub version: u64,
    /// What it said then.
    pub content: Value,
    /// Its owner tried to remove it.
    pub may_go: bool,
    /// Every file that it may have used.
    files: BTreeSet<String>,
}

/// What is known of a selection.
#[derive(Debug, Default, Clone)]
pub struct SelectionFact {
    /// The latest that the student was told.
    pub version: u64,
    /// What was selected then.
    pub ids: Vec<String>,
    /// What was tried, with the version that it was made of.
    pub tried: Vec<(u64, Vec<String>)>,
}

impl Ledger {
    /// Everything.
    pub fn facts(&self) -> Facts {
        self.lock().clone()
    }

    /// Whether somebody tried to give the file up.
    pub fn may_end(&self, file: &str) -> bool {
        self.lock().file(file).may_end
    }

    /// Somebody is about to ask for this.
    pub fn tries(&self, request: &Request) {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let mut facts = self.lock();
        match (request.method, &parts(request)[..]) {
            ("DELETE", ["files", file]) => facts.file(file).may_end = true,
            ("DELETE", ["students", _, _, item]) => {
                facts.item(item).may_go = true;
                facts.may_end(item, None);
            }
            ("PUT", ["students", _, "learning-outcomes" | "diverse-performances", item]) => {
                let kept = body["document_file_id"].as_str();
                facts.may_end(item, kept);
                facts.item(item).files.extend(kept.map(str::to_owned));
            }
            ("PUT", ["students", student, "selections", _, roster]) => {
                let version = body["version"].as_u64().unwrap_or_default();
                facts.selection(student, roster).tried.push((version, ids(&body)));
            }
            _ => {}
        }
    }

    /// Somebody was answered.
    pub fn hears(&self, request: &Request, answer: &Answer) {
        if !(200..300).contains(&answer.status) {
            return;
        }
        let body = &answer.body;
        let mut facts = self.lock();
        let key = request.headers.get("idempotency-key").and_then(|key| key.to_str().ok());
        if let (Some(key), Some(id)) = (key, body["id"].as_str()) {
            let first = facts.made.entry(key.to_owned()).or_insert(id.to_owned()).clone();
            assert_eq!(first, id, "acknowledged: one key made two things");
        }
        match (request.method, &parts(request)[..]) {
            ("POST", ["files"]) => {
                facts.file(&text(body, "file_id"));
            }
            ("POST", ["files", file, "confirm"]) if body["state"] == "stored" => {
                facts.file(file).stored = true;
            }
            ("GET", ["students", _, "learning-outcomes" | "diverse-performances"]) => {
                for item in body["items"].as_array().into_iter().flatten() {
                    facts.names(item);
                }
            }
            ("GET" | "PUT", ["students", student, "selections", _, roster]) => {
                facts.selection(student, roster).hears(body);
            }
            ("POST" | "PUT" | "DELETE", ["students", ..]) if body["id"].is_string() => {
                facts.names(body);
                facts.item(&text(body, "id")).hears(body);
            }
            ("POST", ["schools", _, "central-submissions", batch, "freeze"]) => {
                facts.frozen.insert((*batch).to_owned());
            }
            ("POST", ["schools", _, "central-submissions", batch, "receipts"]) => {
                facts.reconciled.insert((*batch).to_owned());
            }
            _ => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, Facts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path behind `/api/`, in its parts.
fn parts(request: &Request) -> Vec<&str> {
    let path = request.path.split('?').next().unwrap_or_default();
    path.trim_start_matches("/api/").split('/').collect()
}

fn ids(body: &Value) -> Vec<String> {
    let ids = body["ids"].as_array().into_iter().flatten();
    ids.filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

impl Facts {
    fn file(&mut self, file: &str) -> &mut FileFact {
        self.files.entry(file.to_owned()).or_default()
    }

    fn item(&mut self, item: &str) -> &mut ItemFact {
        self.items.entry(item.to_owned()).or_default()
    }

    fn selection(&mut self, student: &str, roster: &str) -> &mut SelectionFact {
        self.selections.entry((student.to_owned(), roster.to_owned())).or_default()
    }

    /// The item's files may be gone, all but one.
    fn may_end(&mut self, item: &str, but: Option<&str>) {
        for file in self.item(item).files.clone() {
            if Some(file.as_str()) != but {
                self.file(&file).may_end = true;
            }
        }
    }

    /// The item uses this file.
    fn names(&mut self, item: &Value) {
        let file = item["document_file_id"].as_str().map(str::to_owned);
        self.item(&text(item, "id")).files.extend(file);
    }
}

impl ItemFact {
    fn hears(&mut self, body: &Value) {
        let version = body["version"].as_u64().unwrap_or_default();
        let content = json!({
            "state": body["state"],
            "title": body["title"],
            "file": body["document_file_id"],
            "attempts": body["attempts"],
        });
        if version == self.version {
            assert_eq!(content, self.content, "acknowledged: two answers of one version");
        }
        if version > self.version {
            (self.version, self.content) = (version, content);
        }
    }
}

impl SelectionFact {
    fn hears(&mut self, body: &Value) {
        let version = body["version"].as_u64().unwrap_or_default();
        if version == self.version {
            assert_eq!(ids(body), self.ids, "acknowledged: two selections of one version");
        }
        if version > self.version {
            (self.version, self.ids) = (version, ids(body));
        }
    }

    /// Whether this may be what stands now, at that version: anything, where nobody was told yet.
    pub fn allows(&self, version: u64, stands: &[String]) -> bool {
        if self.version == 0 {
            return true;
        }
        let since = self.tried.iter().filter(|(base, _)| *base >= self.version);
        version >= self.version
            && (stands == self.ids || since.clone().any(|(_, ids)| ids == stands))
    }
}

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::client::{Client, Student};

/// What students do on a deadline night.
#[derive(Debug, Clone, Copy)]
pub enum Work {
    /// Opens the first page.
    Dashboard,
    /// Uploads a small document: reserve, send, confirm, and delete it again.
    Upload,
    /// Enters a performance.
    Performance,
    /// Opens the selection.
    Selection,
}

impl Work {
    /// Everything, in the order of an evening.
    pub const ALL: [Self; 4] = [Self::Dashboard, Self::Upload, Self::Performance, Self::Selection];

    /// As the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Upload => "upload, 4 calls",
            Self::Performance => "performance",
            Self::Selection => "selection",
        }
    }

    /// Does it once. Answers how long it took.
    pub fn done_in(self, client: &Client, who: &Student) -> Duration {
        let begun = Instant::now();
        let of_student = |rest: &str| format!("/api/students/{}/{rest}", who.id);
        match self {
            Self::Dashboard => drop(client.call("GET", &of_student("dashboard"), who, None)),
            Self::Upload => upload(client, who),
            Self::Performance => {
                let path = of_student("diverse-performances");
                client.call("POST", &path, who, Some(performance()));
            }
            Self::Selection => {
                let path = of_student("selections/115/learning-outcomes");
                client.call("GET", &path, who, None);
            }
        }
        begun.elapsed()
    }
}

/// A performance, as it is entered.
pub fn performance() -> Value {
    json!({
        "kind": "creative_work",
        "year": 115,
        "fields": {
            "name": "校園步道地圖",
            "date": "2026-10-10",
            "description": "手繪校園步道，標出四季的樹。",
        },
        "external_url": "https://example.test/map",
    })
}

/// Bytes of the document.
const SIZE: usize = 64 << 10;

fn upload(client: &Client, who: &Student) {
    let file = keep(client, who);
    client.call("DELETE", &file, who, None);
}

/// Uploads a small document and keeps it. Whenever it is put off, it comes again in time. Answers the
/// file's path.
pub fn keep(client: &Client, who: &Student) -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let mut bytes = format!("%PDF-1.4\n{number}\n").into_bytes();
    bytes.resize(SIZE, b'\n');
    let digest = Sha256::digest(&bytes);
    let id = uuid::Uuid::from_slice(&digest[..16]).expect("16 bytes");
    let reservation = json!({
        "upload_id": id,
        "name": "報告.pdf",
        "size": bytes.len(),
        "sha256": hex::encode(digest),
        "media_type": "application/pdf",
        "purpose": "learning_outcome",
    });
    let reserved = client.call_in_time("POST", "/api/files", who, &reservation);
    client.put(&reserved["upload"], &bytes);
    let path = format!("/api/files/{}", reserved["file_id"].as_str().unwrap_or_default());
    client.call_in_time("POST", &format!("{path}/confirm"), who, &Value::Null);
    path
}

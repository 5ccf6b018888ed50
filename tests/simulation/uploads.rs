use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use fastrand::Rng;
use jiff::Timestamp;
use portfolio::files::Purpose;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::client::Client;
use crate::support::items::{document, text};

/// A file that somebody brings: what was sent, and what was answered.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file's id.
    pub file: String,
    /// What it is for.
    pub purpose: Purpose,
    target: Value,
    bytes: Vec<u8>,
}

/// What somebody has brought, in whatever tab of the browser.
#[derive(Debug, Clone, Default)]
pub struct Shelf(Arc<Mutex<Vec<Upload>>>);

impl Shelf {
    /// One more.
    pub fn add(&self, upload: Upload) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(upload);
    }

    /// The latest for that purpose, which is the likeliest to be free; now and then any other.
    pub fn latest(&self, purpose: Purpose, chance: &mut Rng) -> Option<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fitting: Vec<&Upload> = all.iter().filter(|it| it.purpose == purpose).collect();
        let at = fitting.len().checked_sub(1)?;
        let at = if chance.u32(..6) == 0 { chance.usize(..=at) } else { at };
        Some(fitting[at].file.clone())
    }

    /// Any of them.
    pub fn any(&self, chance: &mut Rng) -> Option<Upload> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!all.is_empty()).then(|| all[chance.usize(..all.len())].clone())
    }
}

/// Reserves, sends and mostly confirms. None where the space was refused, or no answer came.
pub async fn upload(client: &mut Client, purpose: Purpose, bytes: Vec<u8>) -> Option<Upload> {
    let number = client.chance.u64(..);
    let tail: [u8; 10] = [&[0; 2][..], &number.to_be_bytes()].concat().try_into().ok()?;
    let id = uuid::Builder::from_unix_timestamp_millis(1_790_000_000_000, &tail).into_uuid();
    let body = json!({
        "upload_id": id,
        "name": "報告.pdf",
        "size": bytes.len(),
        "sha256": hex::encode(Sha256::digest(&bytes)),
        "media_type": if purpose == Purpose::CentralReceipt { "text/csv" } else { "application/pdf" },
        "purpose": purpose.name(),
    });
    let reserved = client.ask("POST", "/api/files", Some(body), None).await?;
    if reserved.status != 201 {
        return None;
    }
    let upload = Upload {
        file: text(&reserved.body, "file_id"),
        purpose,
        target: reserved.body["upload"].clone(),
        bytes,
    };
    if client.chance.u32(..12) == 0 {
        return Some(upload);
    }
    put(client, &upload).await;
    // Whether the page confirms or is closed, the bucket's event comes too.
    if client.chance.u32(..5) > 0 {
        let path = format!("/api/files/{}/confirm", upload.file);
        let confirmed = client.ask("POST", &path, Some(json!({})), None).await;
        let until: Option<Timestamp> =
            reserved.body["expires_at"].as_str().and_then(|until| until.parse().ok());
        if until.is_some_and(|until| client.sim.scheduler.clock.now() < until)
            && confirmed.is_some_and(|answer| answer.code() == "upload.expired")
        {
            let given_up = client.sim.ledger.may_end(&upload.file);
            assert!(given_up, "acknowledged: {} ended before its time", upload.file);
        }
    }
    Some(upload)
}

/// Sends the bytes to the signed address, again where nothing is heard; also long after.
pub async fn put(client: &mut Client, upload: &Upload) {
    let Some(url) = upload.target["url"].as_str() else { return };
    for _ in 0..3 {
        client.sim.scheduler.turn(client.name).await;
        let fate = if client.sim.weather.is_calm() { 99 } else { client.chance.u32(..100) };
        if fate >= 5 {
            let bytes = match fate {
                // Something on the way changed a byte.
                5..8 => [b"X", &upload.bytes[1..]].concat(),
                _ => upload.bytes.clone(),
            };
            let world = client.sim.world();
            let answer = world.put(url, &upload.target["headers"], Bytes::from(bytes)).await;
            client
                .sim
                .trace
                .note(|| format!("{} PUT {} -> {}", client.name, upload.file, answer.status));
            if fate >= 12 {
                return;
            }
        }
        client.pause(1, 5).await;
    }
}

/// A document of somebody's, unlike all others.
pub fn some_document(client: &mut Client) -> Vec<u8> {
    let mut bytes = document(&client.chance.u64(..).to_string());
    bytes.resize(bytes.len() + client.chance.usize(..120), b' ');
    bytes
}

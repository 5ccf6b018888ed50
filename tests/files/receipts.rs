//! 收據: what the owner keeps as proof, and what comes back of the file itself.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
};
use crate::support::{World, items::text};

/// As anybody verifies it, with the published key and nothing of ours.
fn verifies(keys: &Value, receipt: &Value) -> bool {
    let keys = keys["keys"].as_array().cloned().unwrap_or_default();
    let Some(key) = keys.iter().find(|key| key["key_id"] == receipt["key_id"]) else {
        return false;
    };
    assert_eq!(key["algorithm"], "Ed25519");
    let lines = ["name", "size", "sha256", "accepted_at", "key_id"].map(|name| {
        receipt[name].as_str().map_or_else(|| receipt[name].to_string(), str::to_owned)
    });
    let signature = BASE64.decode(text(receipt, "signature")).expect("base64");
    let key = BASE64.decode(text(key, "public_key")).expect("base64");
    UnparsedPublicKey::new(&ED25519, key).verify(lines.join("\n").as_bytes(), &signature).is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_verifies_with_the_published_key_and_nothing_else_does() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought { name: "光的干涉.pdf".to_owned(), ..Brought::pdf(1) };
    let file = brought.send(&world, &student).await;
    world.clock.advance(SignedDuration::from_millis(1_234_567));
    let confirmed = confirm(&student, &file).await.expect(200);
    let receipt = &confirmed["receipt"];
    let keys = world.call("GET", "/api/receipt-keys", None, None).await.expect(200);
    assert!(verifies(&keys, receipt), "{receipt:#}");
    assert_eq!(receipt["sha256"], hex::encode(Sha256::digest(&brought.bytes)));
    assert_eq!(receipt["size"], 64);
    let accepted: Timestamp = text(receipt, "accepted_at").parse().expect("a moment");
    assert_eq!(accepted.as_millisecond(), world.clock.now().as_millisecond());
    for (field, other) in [
        ("name", "光的干涉2.pdf".into()),
        ("size", 65.into()),
        ("sha256", "0".repeat(64).into()),
        ("accepted_at", "2026-11-23T10:00:00.000+08:00".into()),
    ] {
        let mut forged = receipt.clone();
        forged[field] = other;
        assert!(!verifies(&keys, &forged), "{field}");
    }
    // It is the same whenever it is asked for, and stays good when the file is gone.
    world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(confirm(&student, &file).await.expect(200), confirmed);
    delete(&student, &file).await.expect(204);
    assert!(verifies(&keys, receipt));
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_download_gives_the_very_bytes_under_their_name() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::sized(1, 100_000);
    let file = brought.store(&world, &student).await;
    let download = student.get(&format!("/api/files/{file}")).await.expect(200);
    let url = text(&download, "url");
    let request = http::Request::get(&url).body(bytes::Bytes::new()).expect("a request");
    let response = world.cloud().s3.call(request).await;
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let said = response.headers()["content-disposition"].to_str().expect("ASCII");
    assert!(said.starts_with("attachment;") && said.contains("UTF-8''%E5%A0%B1"), "{said}");
    assert_eq!(response.into_body(), brought.bytes);
    let until: Timestamp = text(&download, "expires_at").parse().expect("a moment");
    world.clock.set(&(until + SignedDuration::from_millis(1)).to_string());
    assert_eq!(world.fetch(&url).await.0, 403);
    // Signed between two seconds, an address is not said to live longer than it does.
    world.clock.advance(SignedDuration::from_millis(700));
    let download = student.get(&format!("/api/files/{file}")).await.expect(200);
    let until: Timestamp = text(&download, "expires_at").parse().expect("a moment");
    world.clock.set(&(until - SignedDuration::from_millis(1)).to_string());
    assert_eq!(world.fetch(&text(&download, "url")).await.0, 200);
    world.clock.set(&(until + SignedDuration::from_millis(1)).to_string());
    assert_eq!(world.fetch(&text(&download, "url")).await.0, 403);
    adds_up(&world, &student).await;
}

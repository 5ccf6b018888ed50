//! 完整性報告: what is signed, and that each report vouches for those before it.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use local::cloud::{Fault, OUTBOX};
use runtime::Queue;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::items::{IntegrityReport, StoredFile};

use super::night::{Night, next_night, stored};
use crate::support::{World, items::text};

/// As anybody verifies it, with the published key and nothing of ours.
async fn verifies(world: &World, signed: &Value, message: &str) -> bool {
    let keys = world.call("GET", "/api/receipt-keys", None, None).await.expect(200);
    let keys = keys["keys"].as_array().cloned().unwrap_or_default();
    let key = keys.iter().find(|key| key["key_id"] == signed["key_id"]).expect("a published key");
    let decoded = |text: String| BASE64.decode(text).expect("base64");
    let (key, signature) = (decoded(text(key, "public_key")), decoded(text(signed, "signature")));
    UnparsedPublicKey::new(&ED25519, key).verify(message.as_bytes(), &signature).is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_verifies_with_the_published_key_and_each_names_the_one_before() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stored(&world, &student, 1).await;
    let mut before: Option<Night> = None;
    for _ in 0..3 {
        let night = next_night(&world).await;
        let signed = &night.report["signed"];
        let said = text(signed, "text");
        assert!(verifies(&world, signed, &said).await);
        assert!(!verifies(&world, signed, &said.replace("\"files\":1", "\"files\":2")).await);
        assert_eq!(text(signed, "digest"), hex::encode(Sha256::digest(&said)));
        let previous = before.as_ref().map_or(Value::Null, |before| before.signed("digest"));
        assert_eq!(night.signed("previous"), previous);
        assert_eq!((night.signed("files"), night.signed("bytes")), (json!(1), json!(file.size)));
        let rows = night.signed("rows_root");
        assert_eq!(
            [night.signed("vault_root"), night.signed("replica_root")],
            [rows.clone(), rows]
        );
        // Beside what was delivered lies the same, for whoever doubts the table.
        let key = format!("integrity/{}.json", night.date);
        let bytes = world.cloud().s3.read(OUTBOX, &key, None).expect("the report as a file");
        let kept: Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!((&kept["signed"], &kept["signature"]), (&signed["text"], &signed["signature"]));
        before = Some(night);
    }
}

/// A file whose second copy may still be under way is in no root, and in the next night's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_within_the_hour_is_counted_a_night_later() {
    let world = World::new().await;
    world.clock.set("2026-11-24T01:30:00+08:00");
    let student = world.student("student-1").await;
    stored(&world, &student, 1).await;
    let first = next_night(&world).await;
    assert!(first.is_sound(), "{:#}", first.report);
    assert_eq!(first.signed("files"), 0);
    let second = next_night(&world).await;
    assert_eq!((second.is_sound(), second.signed("files")), (true, json!(1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_night_whose_work_fails_and_comes_again_has_one_report() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for number in 0..3 {
        stored(&world, &student, number).await;
    }
    // Every message of the night is handed out twice, and every third call of it fails.
    world.cloud().faults.inject(|call| {
        let works = call.function == Some("integrity.compare");
        (works && call.number % 3 == 0).then_some(Fault::FailBefore)
    });
    world.clock.set("2026-11-24T02:00:00+08:00");
    world.tick("2026-11-24T02:00:00+08:00").await;
    world.cloud().faults.clear();
    world.clock.advance(jiff::SignedDuration::from_hours(3));
    world.drain().await;
    world.tick("2026-11-24T02:00:00+08:00").await;
    assert!(world.cloud().queues.waiting(Queue::Integrity).is_empty());
    let at = IntegrityReport::at(jiff::civil::date(2026, 11, 24));
    let report: Option<IntegrityReport> = world.cloud().table().get(&at).await.expect("the table");
    let signed = report.and_then(|report| report.signed).expect("a report");
    assert!(signed.report.is_sound());
    assert_eq!(signed.report.files, 3);
    let kept = world.cloud().s3.versions(OUTBOX);
    assert!(kept.iter().all(|version| version.sha256 == kept[0].sha256), "one report, one file");
}

/// The day's thirtieth is read for certain; while all fits into the night's budget, all is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_fits_into_the_night_is_read_again_in_both_buckets() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut files: Vec<StoredFile> = Vec::new();
    for number in 0..5 {
        files.push(stored(&world, &student, number).await);
    }
    let night = next_night(&world).await;
    let bytes: u64 = files.iter().map(|file| file.size).sum();
    assert_eq!(night.signed("reread_files"), 10);
    assert_eq!(night.signed("reread_bytes"), 2 * bytes);
}

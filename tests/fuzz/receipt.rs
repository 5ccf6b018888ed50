//! 收據: whatever is changed in a receipt, it is no receipt any more.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::engine::Target;
use crate::support::{
    World,
    items::{document, sent, text},
};

const RECEIPT: Target = Target {
    name: "receipt",
    words: &[
        b"\"name\":",
        b"\"size\":",
        b"\"sha256\":",
        b"\"accepted_at\":",
        b"\"key_id\":",
        b"\"signature\":",
        b"\\n",
        b"\\u0000",
        b"0",
        b"1e1",
        b"null",
        b"A",
        b"=",
        b"==",
        b"+08:00",
        b"Z",
    ],
    longest: 1024,
    tenths: 5,
};

const FIELDS: [&str; 5] = ["name", "size", "sha256", "accepted_at", "key_id"];

/// As somebody verifies who has the published keys and nothing else.
fn verifies(keys: &Value, receipt: &Value) -> bool {
    let key = keys["keys"].as_array().into_iter().flatten();
    let Some(key) = key.into_iter().find(|key| key["key_id"] == receipt["key_id"]) else {
        return false;
    };
    let line = |name: &str| match &receipt[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let signature = receipt["signature"].as_str().map(|text| BASE64.decode(text));
    let Some(Ok(signature)) = signature else { return false };
    let key = BASE64.decode(text(key, "public_key")).expect("a published key");
    let lines = FIELDS.map(line).join("\n");
    UnparsedPublicKey::new(&ED25519, key).verify(lines.as_bytes(), &signature).is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_changed_it_verifies_no_more() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = sent(&world, &student, document("一"), Purpose::LearningOutcome).await;
    let confirmed =
        student.post(&format!("/api/files/{file}/confirm"), json!({})).await.expect(200);
    let receipt = confirmed["receipt"].clone();
    let keys = world.call("GET", "/api/receipt-keys", None, None).await.expect(200);
    assert!(verifies(&keys, &receipt));
    let seed = receipt.to_string();
    RECEIPT.run(&[seed.as_bytes()], |bytes| {
        let Ok(changed) = serde_json::from_slice::<Value>(bytes) else { return "no JSON" };
        let as_text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let same =
            FIELDS.into_iter().all(|name| as_text(&changed[name]) == as_text(&receipt[name]));
        match verifies(&keys, &changed) {
            true if same && changed["signature"] == receipt["signature"] => "the same",
            true => panic!("{changed:#} verifies"),
            false if same => "another signature",
            false => "other facts",
        }
    });
}

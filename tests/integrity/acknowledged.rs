//! 確認完整性報告: two different people.

use serde_json::{Value, json};

use super::night::next_night;
use crate::support::{Actor, Answer, World};

async fn acknowledge(who: &Actor<'_>, date: &str, digest: &Value) -> Answer {
    let path = format!("/api/integrity/reports/{date}/acknowledgements");
    who.post(&path, json!({ "digest": digest })).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_takes_two_people_and_nobody_is_two() {
    let world = World::new().await;
    let night = next_night(&world).await;
    let (date, digest) = (night.date.to_string(), night.signed("digest"));
    let first = world.teacher("operator").await;
    assert_eq!(night.report["acknowledged"], false);
    for _ in 0..2 {
        let one = acknowledge(&first, &date, &digest).await.expect(200);
        assert_eq!(one["acknowledged"], false);
        assert_eq!(one["acknowledgements"].as_array().map(Vec::len), Some(1));
    }
    let other = json!("0".repeat(64));
    let second = world.teacher("second-operator").await;
    acknowledge(&second, &date, &other).await.refused(409, "conflict");
    let both = acknowledge(&second, &date, &digest).await.expect(200);
    assert_eq!(both["acknowledged"], true);
    let by: Vec<&Value> = both["acknowledgements"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["account"])
        .collect();
    assert_eq!(by, [&json!(first.id), &json!(second.id)]);
    acknowledge(&first, "2026-01-01", &digest).await.refused(404, "not_found");
    let list = first.get("/api/integrity/reports").await.expect(200);
    assert_eq!(list["items"][0]["acknowledged"], true);
}

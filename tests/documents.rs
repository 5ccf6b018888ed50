//! 法規與文件: everybody reads them, the city publishes them.

use serde_json::{Value, json};

use crate::support::World;

fn page(titles: &[&str], version: u64) -> Value {
    let document = |title: &&str| json!({ "section": "basis", "title": title, "title_en": null, "url": "https://documents.example.test/a.pdf" });
    let documents: Vec<Value> = titles.iter().map(document).collect();
    json!({ "documents": documents, "version": version })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_reads_what_the_city_published() {
    let world = World::new().await;
    let empty = world.call("GET", "/api/documents", None, None).await.expect(200);
    assert_eq!(empty, json!({ "documents": [], "version": 0, "updated_at": null }));

    let operator = world.teacher("operator").await;
    operator.put("/api/documents", page(&["作業要點"], 0)).await.expect(200);
    let read = world.call("GET", "/api/documents", None, None).await.expect(200);
    assert_eq!(read["documents"], page(&["作業要點"], 0)["documents"]);
    assert_eq!(read["version"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_made_of_what_stands() {
    let world = World::new().await;
    let operator = world.teacher("operator").await;
    operator.put("/api/documents", page(&["一"], 0)).await.expect(200);
    let again = operator.put("/api/documents", page(&["一"], 0)).await.expect(200);
    assert_eq!(again["version"], 1);
    operator.put("/api/documents", page(&["二"], 0)).await.refused(409, "conflict");
    let next = operator.put("/api/documents", page(&["二"], 1)).await.expect(200);
    assert_eq!(next["version"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_changes_them() {
    let world = World::new().await;
    world.call("PUT", "/api/documents", None, Some(page(&["一"], 0))).await.expect(401);
    for who in ["administrator", "student-1", "university"] {
        let actor = world.teacher(who).await;
        actor.put("/api/documents", page(&["一"], 0)).await.refused(403, "forbidden");
    }
    let operator = world.teacher("operator").await;
    let refused =
        operator.put("/api/documents", page(&[" "], 0)).await.refused(422, "input.invalid");
    assert_eq!(refused["fields"][0]["field"], "documents[0].title");
}

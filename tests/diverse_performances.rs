//! 多元表現: ten kinds, made and changed by the student at any time, until they are frozen.

use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use crate::support::{
    Actor, Held, World,
    items::{document, select, text, upload},
};

const PERFORMANCES: &str = "/api/students/{me}/diverse-performances";
const SELECTION: &str = "/api/students/{me}/selections/115/diverse-performances";

fn body(document: Option<&str>) -> Value {
    json!({
        "kind": "creative_work",
        "year": 115,
        "fields": {"name": "光影之間", "date": "2026-10-02", "description": "針孔相機的一天。"},
        "document_file_id": document,
    })
}

fn at(performance: &Value) -> String {
    format!("{PERFORMANCES}/{}", text(performance, "id"))
}

async fn make(world: &World, student: &Actor<'_>) -> Value {
    let file = upload(world, student, document("a"), Purpose::DiversePerformance).await;
    student.post(PERFORMANCES, body(Some(&file))).await.expect(201)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_is_drawn_without_a_token() {
    let world = World::new().await;
    let kinds = world.call("GET", "/api/diverse-performance-kinds", None, None).await.expect(200);
    assert_eq!(kinds["items"].as_array().map(Vec::len), Some(10));
    assert_eq!(kinds["items"][7]["kind"], "creative_work");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_performance_is_made_changed_and_removed() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let made = make(&world, &student).await;
    assert_eq!((text(&made, "title"), &made["version"]), ("光影之間".to_owned(), &json!(1)));
    let count = world.calls_of("diverse-performances.create");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    let found = student.get(&format!("{PERFORMANCES}?kind=creative_work&year=115")).await;
    assert_eq!(found.expect(200)["items"], json!([made]));

    let mut changed = body(None);
    changed["external_url"] = json!("https://video.example.test/1");
    student.put(&at(&made), changed.clone()).await.refused(422, "input.invalid");
    changed["version"] = json!(1);
    let next = student.put(&at(&made), changed.clone()).await.expect(200);
    assert_eq!((&next["document"], &next["version"]), (&Value::Null, &json!(2)));
    assert_eq!(student.put(&at(&made), changed.clone()).await.expect(200), next);
    changed["external_url"] = json!("https://video.example.test/2");
    student.put(&at(&made), changed).await.refused(409, "conflict");
    student.delete(&format!("{}?version=1", at(&made))).await.refused(409, "conflict");
    student.delete(&format!("{}?version=2", at(&made))).await.expect(204);
    // The answer may have been lost.
    student.delete(&format!("{}?version=2", at(&made))).await.expect(204);
    student.get(&at(&made)).await.refused(404, "not_found");
    let account = student.get("/api/account").await.expect(200);
    assert_eq!(account["quota"]["used_bytes"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_wrong_is_named_at_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut wrong = body(None);
    wrong["fields"] = json!({"name": "", "date": "2026-02-30", "seat": 1});
    wrong["external_url"] = json!("javascript:alert(1)");
    let refused = student.post(PERFORMANCES, wrong).await.refused(422, "input.invalid");
    let fields = refused["fields"].as_array().cloned().unwrap_or_default();
    let names: Vec<_> = fields.iter().map(|field| text(field, "field")).collect();
    let expected =
        ["fields.name", "fields.date", "fields.description", "fields.seat", "external_url"];
    assert_eq!(names, expected);
    let file = upload(&world, &student, document("a"), Purpose::LearningOutcome).await;
    student.post(PERFORMANCES, body(Some(&file))).await.refused(422, "file.unusable");
    let made = make(&world, &student).await;
    let used = text(&made, "document_file_id");
    student.post(PERFORMANCES, body(Some(&used))).await.refused(409, "file.in_use");
    student.delete(&format!("/api/files/{used}")).await.refused(409, "file.in_use");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selected_performance_can_be_mended_but_not_moved_or_removed() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let made = make(&world, &student).await;
    let ids = json!([made["id"]]);
    student.put(SELECTION, json!({ "ids": ids, "version": 0 })).await.expect(200);
    student.delete(&at(&made)).await.refused(409, "performance.selected");
    let mut changed = body(made["document_file_id"].as_str());
    changed["version"] = json!(1);
    changed["year"] = json!(114);
    student.put(&at(&made), changed.clone()).await.refused(409, "performance.selected");
    changed["year"] = json!(115);
    changed["fields"]["name"] = json!("光影之外");
    let next = student.put(&at(&made), changed).await.expect(200);
    assert_eq!((text(&next, "title"), &next["selected_in"]), ("光影之外".to_owned(), &json!(115)));
    let selection = student.get(SELECTION).await.expect(200);
    assert_eq!((&selection["ids"], &selection["version"]), (&ids, &json!(2)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_selected_meanwhile_is_not_removed() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let performance = make(&world, &student).await;
    let held = Held::before(&world, "diverse-performances.delete", "TransactWriteItems");
    let selects = held.meanwhile(async {
        select(&student, Roster::DiversePerformances, &[&performance]).await;
    });
    let path = format!("{}?version=1", at(&performance));
    let (removed, ()) = tokio::join!(student.delete(&path), selects);
    assert_eq!(removed.status, 409, "{}", removed.body);
    student.get(&at(&performance)).await.expect(200);
}

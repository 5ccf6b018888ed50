use std::sync::atomic::Ordering;

use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Actor, COURSE, World};

/// A small document; another `content` makes other bytes.
pub fn document(content: &str) -> Vec<u8> {
    format!("%PDF-1.4\n{content}\n%%EOF\n").into_bytes()
}

/// A small sound.
pub fn sound(content: &str) -> Vec<u8> {
    [b"ID3\x04\x00\x00\x00\x00\x00\x00".as_slice(), content.as_bytes()].concat()
}

/// What reserves the space of a file, as the owner's upload of this number.
pub fn reservation(owner: &Actor<'_>, number: u64, bytes: &[u8], purpose: Purpose) -> Value {
    let (media_type, name) = match bytes {
        [b'I', b'D', b'3', ..] => ("audio/mpeg", "錄音.mp3"),
        _ if purpose == Purpose::CentralReceipt => ("text/csv", "收訖明細.csv"),
        _ => ("application/pdf", "報告.pdf"),
    };
    let seed = format!("{} {number}", owner.id);
    json!({
        "upload_id": Uuid::from_slice(&Sha256::digest(seed)[..16]).expect("16 bytes"),
        "name": name,
        "size": bytes.len(),
        "sha256": hex::encode(Sha256::digest(bytes)),
        "media_type": media_type,
        "purpose": purpose.name(),
    })
}

/// What reserves the space of a file, as an upload of its own.
pub fn next_reservation(world: &World, owner: &Actor<'_>, bytes: &[u8], purpose: Purpose) -> Value {
    reservation(owner, world.uploads.fetch_add(1, Ordering::SeqCst), bytes, purpose)
}

/// Reserves and sends a file. Answers its id; it is not confirmed yet.
pub async fn sent(world: &World, owner: &Actor<'_>, bytes: Vec<u8>, purpose: Purpose) -> String {
    let request = next_reservation(world, owner, &bytes, purpose);
    let reserved = owner.post("/api/files", request).await.expect(201);
    let target = &reserved["upload"];
    let url = target["url"].as_str().expect("an address");
    let put = world.put(url, &target["headers"], bytes).await;
    assert_eq!(put.status, 200, "{:#}", put.body);
    text(&reserved, "file_id")
}

/// Uploads and stores a file. Answers its id.
pub async fn upload(world: &World, owner: &Actor<'_>, bytes: Vec<u8>, purpose: Purpose) -> String {
    let file = sent(world, owner, bytes, purpose).await;
    owner.post(&format!("/api/files/{file}/confirm"), json!({})).await.expect(200);
    file
}

/// What makes a new outcome with these files.
pub fn outcome_body(document: Option<&str>, media: Option<&str>) -> Value {
    json!({
        "semester": "1151",
        "course_id": COURSE,
        "title": "光的干涉",
        "description": "以雷射量測狹縫間距。",
        "document_file_id": document,
        "media_file_id": media,
    })
}

/// A new draft of the student's, with a document of its own.
pub async fn draft(world: &World, student: &Actor<'_>) -> Value {
    let bytes = document(&world.clock.now().to_string());
    let file = upload(world, student, bytes, Purpose::LearningOutcome).await;
    let body = outcome_body(Some(&file), None);
    student.post("/api/students/{me}/learning-outcomes", body).await.expect(201)
}

/// A new outcome that waits for `course-teacher`.
pub async fn pending(world: &World, student: &Actor<'_>) -> Value {
    let draft = draft(world, student).await;
    let path = format!("{}/certification-request", outcome_path(student, &draft));
    student.post(&path, json!({ "version": draft["version"] })).await.expect(200)
}

/// A new outcome that `course-teacher` has certified.
pub async fn certified(world: &World, student: &Actor<'_>) -> Value {
    let pending = pending(world, student).await;
    let teacher = world.teacher("course-teacher").await;
    let path = format!("{}/certification", outcome_path(student, &pending));
    let body = json!({ "decision": "certified", "version": pending["version"] });
    teacher.post(&path, body).await.expect(200)
}

/// What makes a new performance of the year.
pub fn performance_body(year: u16) -> Value {
    json!({
        "kind": "creative_work",
        "year": year,
        "fields": {"name": "光影之間", "date": "2026-10-02", "description": "針孔相機的一天。"},
    })
}

/// A new performance of the student's, without files.
pub async fn performance(student: &Actor<'_>, year: u16) -> Value {
    let body = performance_body(year);
    student.post("/api/students/{me}/diverse-performances", body).await.expect(201)
}

/// Where the performance lies.
pub fn performance_path(student: &Actor<'_>, performance: &Value) -> String {
    format!("/api/students/{}/diverse-performances/{}", student.id, text(performance, "id"))
}

/// What selects these items of the first school's year 115.
pub fn selection(roster: Roster, ids: &[&Value], version: u64) -> (String, Value) {
    let ids: Vec<&Value> = ids.iter().map(|item| &item["id"]).collect();
    let last = match roster {
        Roster::LearningOutcomes => "learning-outcomes",
        Roster::DiversePerformances => "diverse-performances",
    };
    let path = format!("/api/students/{{me}}/selections/115/{last}");
    (path, json!({ "ids": ids, "version": version }))
}

/// Selects these items, and nothing else.
pub async fn select(student: &Actor<'_>, roster: Roster, ids: &[&Value]) -> Value {
    let (path, _) = selection(roster, &[], 0);
    let stands = student.get(&path).await.expect(200);
    let (path, body) = selection(roster, ids, stands["version"].as_u64().expect("a version"));
    student.put(&path, body).await.expect(200)
}

/// Where the batches of the first school lie.
pub const BATCHES: &str = "/api/schools/353301/central-submissions";

/// A new batch of the roster, of the year 115.
pub async fn open_batch(clerk: &Actor<'_>, roster: Roster) -> Value {
    clerk.post(BATCHES, json!({ "year": 115, "roster": roster })).await.expect(202)
}

/// Where the batch lies.
pub fn batch_path(batch: &Value) -> String {
    format!("{BATCHES}/{}", text(batch, "id"))
}

/// A batch of the roster that is opened, frozen and delivered, as it stands then.
pub async fn delivered(world: &World, clerk: &Actor<'_>, roster: Roster) -> Value {
    let batch = open_batch(clerk, roster).await;
    let path = batch_path(&batch);
    let freeze = json!({ "version": batch["version"] });
    clerk.post(&format!("{path}/freeze"), freeze).await.expect(202);
    world.drain().await;
    clerk.get(&path).await.expect(200)
}

/// Where the outcome lies.
pub fn outcome_path(student: &Actor<'_>, outcome: &Value) -> String {
    format!("/api/students/{}/learning-outcomes/{}", student.id, text(outcome, "id"))
}

/// A text of an answer; empty where it is none.
pub fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_default().to_owned()
}

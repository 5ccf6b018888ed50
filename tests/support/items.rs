use std::sync::atomic::Ordering;

use portfolio::files::Purpose;
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

/// Uploads and stores a file. Answers its id.
pub async fn upload(world: &World, owner: &Actor<'_>, bytes: Vec<u8>, purpose: Purpose) -> String {
    let request = reservation(owner, world.uploads.fetch_add(1, Ordering::SeqCst), &bytes, purpose);
    let reserved = owner.post("/api/files", request).await.expect(201);
    let target = &reserved["upload"];
    let url = target["url"].as_str().expect("an address");
    let put = world.put(url, &target["headers"], bytes).await;
    assert_eq!(put.status, 200, "{:#}", put.body);
    let file = text(&reserved, "file_id");
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

/// Where the outcome lies.
pub fn outcome_path(student: &Actor<'_>, outcome: &Value) -> String {
    format!("/api/students/{}/learning-outcomes/{}", student.id, text(outcome, "id"))
}

/// A text of an answer; empty where it is none.
pub fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_default().to_owned()
}

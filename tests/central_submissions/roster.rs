use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use crate::support::{
    Actor, World,
    items::{document, performance_body, select, sound, upload},
};

pub const PERFORMANCES: Roster = Roster::DiversePerformances;
pub const OUTCOMES: Roster = Roster::LearningOutcomes;

/// Whoever sends performances.
pub async fn clerk(world: &World) -> Actor<'_> {
    world.teacher("performance-submitter").await
}

/// Whoever sends outcomes.
pub async fn outcome_clerk(world: &World) -> Actor<'_> {
    world.teacher("outcome-submitter").await
}

/// A performance with a document and a sound, under an id that is the same in every world.
pub async fn performance_with_files(
    world: &World,
    student: &Actor<'_>,
    name: &str,
    sound_bytes: usize,
) -> Value {
    let purpose = Purpose::DiversePerformance;
    let document = upload(world, student, document(name), purpose).await;
    let media = upload(world, student, loud(name, sound_bytes), purpose).await;
    let mut body = performance_body(115);
    body["fields"]["name"] = json!(name);
    body["document_file_id"] = json!(document);
    body["media_file_id"] = json!(media);
    let path = "/api/students/{me}/diverse-performances";
    let request = student.request("POST", path, Some(body)).await;
    let request = request.header("idempotency-key", &hex::encode(name));
    world.ask(&request).await.expect(201)
}

/// A sound of that many bytes and a few more.
pub fn loud(content: &str, bytes: usize) -> Vec<u8> {
    sound(&content.repeat(bytes / content.len()))
}

/// The student has selected just one performance with files.
pub async fn selected_performance(world: &World, username: &str, sound_bytes: usize) -> Value {
    let student = world.student(username).await;
    let performance =
        performance_with_files(world, &student, &format!("of {username}"), sound_bytes).await;
    select(&student, PERFORMANCES, &[&performance]).await;
    performance
}

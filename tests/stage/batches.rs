use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::portfolio::{Owner, certified};
use crate::support::{
    Actor, SCHOOL, World,
    items::{text, upload},
};

/// A school's open batches, each with its own submitter.
#[derive(Debug)]
pub struct Batches {
    /// Of outcomes.
    pub outcomes: Value,
    /// Of performances.
    pub performances: Value,
}

/// Opens one batch of each roster; `who` stands before the submitters' names.
pub async fn open(world: &World, school: &str, who: &str) -> Batches {
    Batches {
        outcomes: open_one(world, school, &format!("{who}outcome-submitter"), 115).await,
        performances: open_one(world, school, &format!("{who}performance-submitter"), 114).await,
    }
}

async fn open_one(world: &World, school: &str, submitter: &str, year: u16) -> Value {
    let clerk = Actor::sign_in(world, submitter).await;
    let outcomes = submitter.ends_with("outcome-submitter");
    let roster = if outcomes { "learning_outcomes" } else { "diverse_performances" };
    let body = json!({ "year": year, "roster": roster });
    clerk.post(&path(school), body).await.expect(202)
}

/// A batch with the performance that `student-2` selected, delivered; and its receipt, uploaded.
pub async fn deliver(world: &World) -> (String, String) {
    select(world).await;
    let clerk = Actor::sign_in(world, "performance-submitter").await;
    let batch = open_one(world, SCHOOL, "performance-submitter", 115).await;
    let at = format!("{}/{}", path(SCHOOL), text(&batch, "id"));
    let body = json!({ "version": batch["version"] });
    clerk.post(&format!("{at}/freeze"), body).await.expect(202);
    world.drain().await;
    let rows = clerk.get(&format!("{at}/items")).await.expect(200);
    let key = text(&rows["items"][0], "data_key");
    let csv = format!("data_key,status,reason\r\n{key},received,\r\n");
    let receipt = upload(world, &clerk, csv.into_bytes(), Purpose::CentralReceipt).await;
    (text(&batch, "id"), receipt)
}

/// `student-2` selects an outcome and a performance.
async fn select(world: &World) {
    let student = Actor::sign_in(world, "student-2").await;
    let outcome = certified(world, &student, &Owner::SELECTING).await;
    let body = json!({ "ids": [outcome["id"]], "version": 0 });
    student.put("/api/students/{me}/selections/115/learning-outcomes", body).await.expect(200);
    let performance = json!({
        "kind": "creative_work",
        "year": 115,
        "fields": { "name": "步道地圖", "date": "2026-10-10", "description": "手繪校園步道。" },
        "external_url": "https://example.test/map",
    });
    let list = "/api/students/{me}/diverse-performances";
    let made = student.post(list, performance).await.expect(201);
    let body = json!({ "ids": [made["id"]], "version": 0 });
    let at = "/api/students/{me}/selections/115/diverse-performances";
    student.put(at, body).await.expect(200);
}

fn path(school: &str) -> String {
    format!("/api/schools/{school}/central-submissions")
}

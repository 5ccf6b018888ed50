use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    Actor, World,
    items::{
        delivered, document, performance, performance_body, performance_path, select, sent, upload,
    },
};

const CREATE: &str = "diverse-performances.create";
const UPDATE: &str = "diverse-performances.update";
const DELETE: &str = "diverse-performances.delete";

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(CREATE, "file.unusable", |world| Box::pin(create_with_unconfirmed(world))),
    provoke(CREATE, "file.in_use", |world| Box::pin(create_with_used(world))),
    provoke(CREATE, "conflict", |world| Box::pin(another_under_the_key(world))),
    provoke(UPDATE, "file.unusable", |world| Box::pin(update_with_anothers(world))),
    provoke(UPDATE, "file.in_use", |world| Box::pin(update_with_used(world))),
    provoke(UPDATE, "performance.selected", |world| Box::pin(move_a_selected_one(world))),
    provoke(UPDATE, "selection.locked", |world| Box::pin(update_a_frozen_one(world))),
    provoke(UPDATE, "conflict", |world| Box::pin(update_what_was_read_before(world))),
    provoke(DELETE, "performance.selected", |world| Box::pin(delete_a_selected_one(world))),
    provoke(DELETE, "conflict", |world| Box::pin(delete_what_was_read_before(world))),
];

const ALL: &str = "/api/students/{me}/diverse-performances";
const PURPOSE: Purpose = Purpose::DiversePerformance;
const ROSTER: Roster = Roster::DiversePerformances;

fn body(file: Option<&str>, year: u16, version: u64) -> Value {
    let mut body = performance_body(year);
    body["document_file_id"] = json!(file);
    body["version"] = json!(version);
    body
}

async fn create(student: &Actor<'_>, file: &str) -> Last {
    student.request("POST", ALL, Some(body(Some(file), 115, 0))).await.into()
}

async fn create_with_unconfirmed(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = sent(world, &student, document("under way"), PURPOSE).await;
    create(&student, &file).await
}

/// A file that another performance names.
async fn used(world: &World, student: &Actor<'_>) -> String {
    let file = upload(world, student, document("used"), PURPOSE).await;
    student.post(ALL, body(Some(&file), 115, 0)).await.expect(201);
    file
}

async fn create_with_used(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = used(world, &student).await;
    create(&student, &file).await
}

async fn another_under_the_key(world: &World) -> Last {
    let student = world.student("student-1").await;
    let create = async |year| {
        let request = student.request("POST", ALL, Some(performance_body(year))).await;
        request.header("idempotency-key", "one performance")
    };
    world.ask(&create(115).await).await.expect(201);
    create(114).await.into()
}

async fn update(student: &Actor<'_>, performance: &Value, body: Value) -> Last {
    student.request("PUT", &performance_path(student, performance), Some(body)).await.into()
}

async fn update_with_anothers(world: &World) -> Last {
    let (student, other) = (world.student("student-1").await, world.student("student-2").await);
    let file = upload(world, &other, document("another's"), PURPOSE).await;
    let performance = performance(&student, 115).await;
    update(&student, &performance, body(Some(&file), 115, 1)).await
}

async fn update_with_used(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = used(world, &student).await;
    let performance = performance(&student, 115).await;
    update(&student, &performance, body(Some(&file), 115, 1)).await
}

async fn selected(student: &Actor<'_>) -> Value {
    let performance = performance(student, 115).await;
    select(student, ROSTER, &[&performance]).await;
    performance
}

async fn move_a_selected_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = selected(&student).await;
    update(&student, &performance, body(None, 114, 1)).await
}

async fn update_a_frozen_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = selected(&student).await;
    delivered(world, &world.teacher("performance-submitter").await, ROSTER).await;
    let mut changed = body(None, 115, 1);
    changed["fields"]["name"] = json!("光影之外");
    update(&student, &performance, changed).await
}

async fn update_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = performance(&student, 115).await;
    let path = performance_path(&student, &performance);
    student.put(&path, body(None, 114, 1)).await.expect(200);
    update(&student, &performance, body(None, 113, 1)).await
}

async fn delete(student: &Actor<'_>, performance: &Value, version: u64) -> Last {
    let path = format!("{}?version={version}", performance_path(student, performance));
    student.request("DELETE", &path, None).await.into()
}

async fn delete_a_selected_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = selected(&student).await;
    delete(&student, &performance, 1).await
}

async fn delete_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = performance(&student, 115).await;
    delete(&student, &performance, 2).await
}

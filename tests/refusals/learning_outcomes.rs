use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    Actor, World,
    items::{
        certified, delivered, document, draft, outcome_body, outcome_path, pending, select, sent,
        text, upload,
    },
};

const CREATE: &str = "learning-outcomes.create";
const UPDATE: &str = "learning-outcomes.update";
const DELETE: &str = "learning-outcomes.delete";
const REQUEST: &str = "learning-outcomes.request-certification";
const TAKE_BACK: &str = "learning-outcomes.take-back";

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(CREATE, "file.unusable", |world| Box::pin(create_with_unconfirmed(world))),
    provoke(CREATE, "file.in_use", |world| Box::pin(create_with_used(world))),
    provoke(CREATE, "window.closed", |world| Box::pin(create_late(world))),
    provoke(CREATE, "outcome.limit_reached", |world| Box::pin(create_a_fifth(world))),
    provoke(CREATE, "conflict", |world| Box::pin(another_under_the_key(world))),
    provoke(UPDATE, "file.unusable", |world| Box::pin(update_with_anothers(world))),
    provoke(UPDATE, "file.in_use", |world| Box::pin(update_with_used(world))),
    provoke(UPDATE, "file.locked", |world| Box::pin(replace_a_frozen_file(world))),
    provoke(UPDATE, "outcome.not_editable", |world| Box::pin(rewrite_a_pending_one(world))),
    provoke(UPDATE, "outcome.selected", |world| Box::pin(replace_in_a_selected_one(world))),
    provoke(UPDATE, "window.closed", |world| Box::pin(replace_late(world))),
    provoke(UPDATE, "conflict", |world| Box::pin(update_what_was_read_before(world))),
    provoke(DELETE, "outcome.not_editable", |world| Box::pin(delete_a_pending_one(world))),
    provoke(DELETE, "outcome.selected", |world| Box::pin(delete_a_selected_one(world))),
    provoke(DELETE, "conflict", |world| Box::pin(delete_what_was_read_before(world))),
    provoke(REQUEST, "outcome.not_requestable", |world| Box::pin(request_a_certified_one(world))),
    provoke(REQUEST, "window.closed", |world| Box::pin(request_late(world))),
    provoke(REQUEST, "conflict", |world| Box::pin(request_what_was_read_before(world))),
    provoke(TAKE_BACK, "certification.not_pending", |world| Box::pin(take_a_decided_one(world))),
    provoke(TAKE_BACK, "conflict", |world| Box::pin(take_what_was_read_before(world))),
];

const ALL: &str = "/api/students/{me}/learning-outcomes";
const PURPOSE: Purpose = Purpose::LearningOutcome;
const ROSTER: Roster = Roster::LearningOutcomes;
/// After the upload window, and after its grace.
const LATE: &str = "2026-12-20T00:30:00+08:00";

async fn create(student: &Actor<'_>, file: &str) -> Last {
    student.request("POST", ALL, Some(outcome_body(Some(file), None))).await.into()
}

async fn create_with_unconfirmed(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = sent(world, &student, document("under way"), PURPOSE).await;
    create(&student, &file).await
}

/// A file that another outcome names.
async fn used(world: &World, student: &Actor<'_>) -> String {
    text(&draft(world, student).await["document"], "file_id")
}

async fn create_with_used(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = used(world, &student).await;
    create(&student, &file).await
}

async fn create_late(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = upload(world, &student, document("in time"), PURPOSE).await;
    world.clock.set(LATE);
    create(&student, &file).await
}

/// A subject takes four.
async fn create_a_fifth(world: &World) -> Last {
    let student = world.student("student-1").await;
    for _ in 0..4 {
        draft(world, &student).await;
    }
    let file = upload(world, &student, document("the fifth"), PURPOSE).await;
    create(&student, &file).await
}

async fn another_under_the_key(world: &World) -> Last {
    let student = world.student("student-1").await;
    let create = async |content: &str| {
        let file = upload(world, &student, document(content), PURPOSE).await;
        let body = outcome_body(Some(&file), None);
        let request = student.request("POST", ALL, Some(body)).await;
        request.header("idempotency-key", "one outcome")
    };
    world.ask(&create("one").await).await.expect(201);
    create("another").await.into()
}

async fn update(student: &Actor<'_>, outcome: &Value, file: &str, title: &str) -> Last {
    let mut body = outcome_body(Some(file), None);
    body["title"] = json!(title);
    body["version"] = outcome["version"].clone();
    student.request("PUT", &outcome_path(student, outcome), Some(body)).await.into()
}

const SAME_TITLE: &str = "光的干涉";

async fn update_with_anothers(world: &World) -> Last {
    let (student, other) = (world.student("student-1").await, world.student("student-2").await);
    let file = upload(world, &other, document("another's"), PURPOSE).await;
    let outcome = draft(world, &student).await;
    update(&student, &outcome, &file, SAME_TITLE).await
}

async fn update_with_used(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = used(world, &student).await;
    let outcome = draft(world, &student).await;
    update(&student, &outcome, &file, SAME_TITLE).await
}

async fn selected(world: &World, student: &Actor<'_>) -> Value {
    let outcome = certified(world, student).await;
    select(student, ROSTER, &[&outcome]).await;
    outcome
}

/// The same bytes keep the certification, but the file that they replace has been sent.
async fn replace_a_frozen_file(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = selected(world, &student).await;
    delivered(world, &world.teacher("outcome-submitter").await, ROSTER).await;
    let same = document(&world.clock.now().to_string());
    let file = upload(world, &student, same, PURPOSE).await;
    update(&student, &outcome, &file, SAME_TITLE).await
}

async fn rewrite_a_pending_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = pending(world, &student).await;
    let file = text(&outcome["document"], "file_id");
    update(&student, &outcome, &file, "光的繞射").await
}

async fn replace_in_a_selected_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = selected(world, &student).await;
    let file = upload(world, &student, document("other bytes"), PURPOSE).await;
    update(&student, &outcome, &file, SAME_TITLE).await
}

async fn replace_late(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = draft(world, &student).await;
    world.clock.set(LATE);
    let file = upload(world, &student, document("late"), PURPOSE).await;
    update(&student, &outcome, &file, SAME_TITLE).await
}

async fn update_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let mut outcome = draft(world, &student).await;
    outcome["version"] = json!(7);
    let file = text(&outcome["document"], "file_id");
    update(&student, &outcome, &file, "光的繞射").await
}

async fn delete(student: &Actor<'_>, outcome: &Value, version: u64) -> Last {
    let path = format!("{}?version={version}", outcome_path(student, outcome));
    student.request("DELETE", &path, None).await.into()
}

async fn delete_a_pending_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = pending(world, &student).await;
    delete(&student, &outcome, 2).await
}

async fn delete_a_selected_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = selected(world, &student).await;
    delete(&student, &outcome, 3).await
}

async fn delete_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = draft(world, &student).await;
    delete(&student, &outcome, 2).await
}

async fn request(student: &Actor<'_>, outcome: &Value, version: u64) -> Last {
    let path = format!("{}/certification-request", outcome_path(student, outcome));
    student.request("POST", &path, Some(json!({ "version": version }))).await.into()
}

async fn request_a_certified_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    request(&student, &outcome, 3).await
}

async fn request_late(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = draft(world, &student).await;
    world.clock.set(LATE);
    request(&student, &outcome, 1).await
}

async fn request_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = draft(world, &student).await;
    request(&student, &outcome, 7).await
}

async fn take_back(student: &Actor<'_>, outcome: &Value, version: u64) -> Last {
    let path = format!("{}/certification-request?version={version}", outcome_path(student, outcome));
    student.request("DELETE", &path, None).await.into()
}

async fn take_a_decided_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    take_back(&student, &outcome, 3).await
}

async fn take_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = pending(world, &student).await;
    take_back(&student, &outcome, 1).await
}

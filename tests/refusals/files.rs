use jiff::SignedDuration;
use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};
use store::{Write, items::QuotaItem};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    Actor, World, account,
    items::{
        certified, delivered, document, draft, next_reservation, select, sent, text, upload,
    },
};

const RESERVE: &str = "files.reserve";
const CONFIRM: &str = "files.confirm";
const DELETE: &str = "files.delete";

/// What comes to light when a file is confirmed ends its reservation: the space is free again, and
/// the row is a tombstone.
const ENDS_IT: &[&str] = &["item FIL#", "item USR#acc_73747564656e842db100000000000000 QUOTA"];

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(RESERVE, "file.too_large", |world| Box::pin(too_large(world))),
    provoke(RESERVE, "file.type_not_allowed", |world| Box::pin(of_another_type(world))),
    provoke(RESERVE, "upload.expired", |world| Box::pin(reserve_what_ended(world))),
    provoke(RESERVE, "upload.id_reused", |world| Box::pin(other_bytes_under_the_id(world))),
    provoke(RESERVE, "files.too_many_pending", |world| Box::pin(a_ninth(world))),
    provoke(RESERVE, "quota.exceeded", |world| Box::pin(one_byte_too_many(world))),
    provoke(CONFIRM, "file.not_uploaded", |world| Box::pin(confirm_before_sending(world))),
    provoke(CONFIRM, "file.type_mismatch", |world| Box::pin(confirm_what_it_is_not(world)))
        .leaving(ENDS_IT),
    provoke(CONFIRM, "upload.expired", |world| Box::pin(confirm_what_was_cancelled(world))),
    provoke(DELETE, "file.in_use", |world| Box::pin(delete_a_used_one(world))),
    provoke(DELETE, "file.locked", |world| Box::pin(delete_a_frozen_one(world))),
    provoke("files.download", "forbidden", |world| Box::pin(download_a_colleagues(world))),
];

const PURPOSE: Purpose = Purpose::LearningOutcome;

async fn reserve(student: &Actor<'_>, body: Value) -> Last {
    student.request("POST", "/api/files", Some(body)).await.into()
}

/// A reservation of a document, before it is made.
async fn wanted(world: &World) -> (Actor<'_>, Value) {
    let student = world.student("student-1").await;
    let body = next_reservation(world, &student, &document("wanted"), PURPOSE);
    (student, body)
}

async fn too_large(world: &World) -> Last {
    let (student, mut body) = wanted(world).await;
    body["size"] = json!((4 << 20) + 1);
    reserve(&student, body).await
}

async fn of_another_type(world: &World) -> Last {
    let (student, mut body) = wanted(world).await;
    body["media_type"] = json!("text/csv");
    reserve(&student, body).await
}

async fn reserve_what_ended(world: &World) -> Last {
    let (student, body) = wanted(world).await;
    let reserved = student.post("/api/files", body.clone()).await.expect(201);
    let file = text(&reserved, "file_id");
    student.delete(&format!("/api/files/{file}")).await.expect(204);
    reserve(&student, body).await
}

async fn other_bytes_under_the_id(world: &World) -> Last {
    let (student, mut body) = wanted(world).await;
    student.post("/api/files", body.clone()).await.expect(201);
    body["size"] = json!(7);
    reserve(&student, body).await
}

async fn a_ninth(world: &World) -> Last {
    let (student, body) = wanted(world).await;
    for _ in 0..8 {
        let other = next_reservation(world, &student, &document("other"), PURPOSE);
        student.post("/api/files", other).await.expect(201);
    }
    world.clock.advance(SignedDuration::from_mins(5));
    reserve(&student, body).await
}

/// All of the space but 3 bytes is taken.
async fn one_byte_too_many(world: &World) -> Last {
    let (student, mut body) = wanted(world).await;
    let write = Write::update("quota", QuotaItem::at(account("student-1"))).set("free", 3);
    world.cloud().table().write(write).await.expect("written");
    body["size"] = json!(4);
    reserve(&student, body).await
}

async fn confirm(student: &Actor<'_>, file: &str) -> Last {
    student.request("POST", &format!("/api/files/{file}/confirm"), None).await.into()
}

async fn confirm_before_sending(world: &World) -> Last {
    let (student, body) = wanted(world).await;
    let reserved = student.post("/api/files", body).await.expect(201);
    confirm(&student, &text(&reserved, "file_id")).await
}

async fn confirm_what_it_is_not(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = sent(world, &student, b"MZ is no document".to_vec(), PURPOSE).await;
    confirm(&student, &file).await
}

async fn confirm_what_was_cancelled(world: &World) -> Last {
    let (student, body) = wanted(world).await;
    let reserved = student.post("/api/files", body).await.expect(201);
    let file = text(&reserved, "file_id");
    student.delete(&format!("/api/files/{file}")).await.expect(204);
    confirm(&student, &file).await
}

async fn delete(student: &Actor<'_>, outcome: &Value) -> Last {
    let file = text(&outcome["document"], "file_id");
    student.request("DELETE", &format!("/api/files/{file}"), None).await.into()
}

async fn delete_a_used_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = draft(world, &student).await;
    delete(&student, &outcome).await
}

async fn delete_a_frozen_one(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    let clerk = world.teacher("outcome-submitter").await;
    delivered(world, &clerk, Roster::LearningOutcomes).await;
    delete(&student, &outcome).await
}

/// A file that no outcome names, and a teacher who does not accompany the class.
async fn download_a_colleagues(world: &World) -> Last {
    let student = world.student("student-1").await;
    let file = upload(world, &student, document("not shared"), PURPOSE).await;
    let teacher = world.teacher("colleague").await;
    teacher.request("GET", &format!("/api/files/{file}"), None).await.into()
}

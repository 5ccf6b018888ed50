//! Files that are given up, and those that cannot be.

use portfolio::{
    BatchId,
    files::{FileState, Purpose},
};
use store::{Write, items::StoredFile};
use uuid::Uuid;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{quota, row, state},
};
use crate::support::{
    Held, World,
    items::{outcome_body, outcome_path},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_space_is_free_at_once_and_a_repeat_says_the_same() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let free = quota(&world, &student).await.free;
    let brought = Brought::pdf(1);
    let file = brought.store(&world, &student).await;
    let answers = futures::future::join_all((0..10).map(|_| delete(&student, &file))).await;
    for answer in answers {
        answer.expect(204);
    }
    delete(&student, &file).await.expect(204);
    assert_eq!(quota(&world, &student).await.free, free);
    student.get(&format!("/api/files/{file}")).await.refused(404, "not_found");
    let listed = student.get("/api/files").await.expect(200);
    assert_eq!(listed["items"], serde_json::json!([]));
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_in_use_stays_until_its_item_goes() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).store(&world, &student).await;
    let body = outcome_body(Some(&file), None);
    let made = student.post("/api/students/{me}/learning-outcomes", body).await.expect(201);
    delete(&student, &file).await.refused(409, "file.in_use");
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
    student.delete(&outcome_path(&student, &made)).await.expect(204);
    delete(&student, &file).await.expect(204);
    assert_eq!(quota(&world, &student).await.free, quota(&world, &student).await.limit);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_used_or_deleted_and_never_both() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for number in 0..10 {
        let file = Brought::pdf(number).store(&world, &student).await;
        let body = outcome_body(Some(&file), None);
        let (made, deleted) = futures::future::join(
            student.post("/api/students/{me}/learning-outcomes", body),
            delete(&student, &file),
        )
        .await;
        match (made.status, deleted.status) {
            (201, 409) => {
                assert_eq!(state(&world, &file).await, FileState::Stored);
                student.delete(&outcome_path(&student, &made.body)).await.expect(204);
            }
            (422, 204) => assert_eq!(made.code(), "file.unusable"),
            both => panic!("{both:?}"),
        }
        adds_up(&world, &student).await;
    }
}

const OUTCOMES: &str = "/api/students/{me}/learning-outcomes";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_used_meanwhile_is_not_deleted() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).store(&world, &student).await;
    let held = Held::before(&world, "files.delete", "TransactWriteItems");
    let uses = held.meanwhile(async {
        student.post(OUTCOMES, outcome_body(Some(&file), None)).await.expect(201);
    });
    let (deleted, ()) = tokio::join!(delete(&student, &file), uses);
    assert_eq!(deleted.status, 409, "{}", deleted.body);
    assert_eq!(state(&world, &file).await, FileState::Stored);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_deleted_meanwhile_is_not_used() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = Brought::pdf(1).store(&world, &student).await;
    let held = Held::before(&world, "learning-outcomes.create", "TransactWriteItems");
    let deletes = held.meanwhile(async {
        delete(&student, &file).await.expect(204);
    });
    let body = outcome_body(Some(&file), None);
    let (made, ()) = tokio::join!(student.post(OUTCOMES, body), deletes);
    assert_eq!((made.status, made.code()), (422, "file.unusable"));
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_a_submission_holds_is_locked() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let supplement = Brought::pdf(1).purposed(Purpose::Supplement);
    let file = supplement.store(&world, &student).await;
    let key = StoredFile::at(row(&world, &file).await.file);
    let held = Write::update("file", key.clone()).set("held_by", BatchId::new(Uuid::from_u128(1)));
    world.cloud().table().write(held).await.expect("the table");
    delete(&student, &file).await.refused(409, "file.locked");
    confirm(&student, &file).await.expect(200);
    adds_up(&world, &student).await;
    let released = Write::update("file", key).remove("held_by");
    world.cloud().table().write(released).await.expect("the table");
    delete(&student, &file).await.expect(204);
    adds_up(&world, &student).await;
}

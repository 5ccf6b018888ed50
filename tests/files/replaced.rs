//! An outcome's file in the place of another: charged in full until the change, which gives the old
//! one up in the same transaction.

use local::cloud::Fault;
use portfolio::files::FileState;
use serde_json::Value;

use super::{
    adds_up::adds_up,
    brought::{Brought, delete},
    stood::{limit_to, quota, row, state},
};
use crate::support::{
    Actor, Answer, World,
    items::{certified, outcome_body, outcome_path, text},
};

async fn replace(student: &Actor<'_>, outcome: &Value, file: &str) -> Answer {
    let mut body = outcome_body(Some(file), None);
    body["version"] = outcome["version"].clone();
    student.put(&outcome_path(student, outcome), body).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_are_charged_until_the_change_and_the_same_bytes_keep_the_certification() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    let old = text(&outcome, "document_file_id");
    let size = row(&world, &old).await.size;
    let bytes = {
        let key = store::objects::object_key(old.parse().expect("a file's id"));
        world.cloud().s3.read(local::cloud::VAULT, &key, None).expect("the bytes").to_vec()
    };
    let limit = quota(&world, &student).await.limit;
    let again = Brought { bytes, ..Brought::pdf(1) }.store(&world, &student).await;
    assert_eq!(quota(&world, &student).await.free, limit - 2 * size);
    adds_up(&world, &student).await;
    let kept = replace(&student, &outcome, &again).await.expect(200);
    assert_eq!(text(&kept, "state"), "certified");
    assert_eq!(quota(&world, &student).await.free, limit - size);
    assert_eq!(state(&world, &old).await, FileState::Deleted);
    delete(&student, &old).await.expect(204);
    delete(&student, &again).await.refused(409, "file.in_use");
    adds_up(&world, &student).await;

    let other = Brought::pdf(2).store(&world, &student).await;
    let draft = replace(&student, &kept, &other).await.expect(200);
    assert_eq!(text(&draft, "state"), "draft");
    assert_eq!(state(&world, &again).await, FileState::Deleted);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_must_be_space_for_both() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 150).await;
    let old = Brought::sized(1, 100).store(&world, &student).await;
    let body = outcome_body(Some(&old), None);
    let outcome = student.post("/api/students/{me}/learning-outcomes", body).await.expect(201);
    Brought::sized(2, 51).reserve(&student).await.refused(409, "quota.exceeded");
    let new = Brought::sized(3, 50).store(&world, &student).await;
    replace(&student, &outcome, &new).await.expect(200);
    assert_eq!(quota(&world, &student).await.free, 100);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_fails_changes_nothing_and_one_whose_answer_is_lost_is_done() {
    for (number, fault) in (0..).zip([Fault::FailBefore, Fault::ApplyAndLoseReply]) {
        let world = World::new().await;
        let student = world.student("student-1").await;
        let old = Brought::pdf(number).store(&world, &student).await;
        let body = outcome_body(Some(&old), None);
        let outcome = student.post("/api/students/{me}/learning-outcomes", body).await.expect(201);
        let new = Brought::pdf(number + 100).store(&world, &student).await;
        world.cloud().faults.inject(move |call| {
            let writes = call.operation == "TransactWriteItems" || call.operation == "UpdateItem";
            writes.then_some(fault)
        });
        replace(&student, &outcome, &new).await.refused(503, "unavailable");
        world.cloud().faults.clear();
        let (before, after) = (state(&world, &old).await, row(&world, &new).await.used_by);
        match fault {
            Fault::FailBefore => assert_eq!((before, after), (FileState::Stored, None)),
            _ => assert_eq!((before, after.is_some()), (FileState::Deleted, true)),
        }
        adds_up(&world, &student).await;
        replace(&student, &outcome, &new).await.expect(200);
        assert_eq!(state(&world, &old).await, FileState::Deleted);
        adds_up(&world, &student).await;
    }
}

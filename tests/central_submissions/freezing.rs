use serde_json::{Value, json};

use super::roster::{OUTCOMES, PERFORMANCES, clerk, outcome_clerk, selected_performance};
use crate::support::{
    Actor, Answer, Held, World,
    items::{
        BATCHES, batch_path, certified, draft, open_batch, performance, select, selection, text,
    },
};

/// Freezes a batch as it was read.
pub async fn freeze(clerk: &Actor<'_>, batch: &Value, version: u64) -> Answer {
    let path = format!("{}/freeze", batch_path(batch));
    clerk.post(&path, json!({ "version": version })).await
}

/// The ids of a batch's rows.
async fn rows(clerk: &Actor<'_>, batch: &Value) -> Vec<String> {
    let rows = clerk.get(&format!("{}/items", batch_path(batch))).await.expect(200);
    rows["items"].as_array().into_iter().flatten().map(|row| text(row, "item_id")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_is_frozen_once_however_often_the_button_is_pressed() {
    let world = World::new().await;
    let item = selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    freeze(&clerk, &batch, 0).await.refused(409, "conflict");
    let frozen = freeze(&clerk, &batch, 1).await.expect(202);
    assert_eq!((&frozen["state"], &frozen["counts"]["items"]), (&json!("frozen"), &json!(1)));
    let again = freeze(&clerk, &batch, 1).await.expect(202);
    assert_eq!((&again["state"], &again["version"]), (&frozen["state"], &frozen["version"]));
    world.drain().await;
    let sent = clerk.get(&batch_path(&batch)).await.expect(200);
    assert_eq!((&sent["state"], &sent["sequence"]), (&json!("acknowledged"), &json!(1)));
    assert_eq!(rows(&clerk, &batch).await, [text(&item, "id")]);
    // The answer was lost, and what followed was quicker than the second call.
    let late = freeze(&clerk, &batch, 1).await.expect(202);
    assert_eq!((&late["state"], &late["version"]), (&sent["state"], &sent["version"]));
    let version = sent["version"].as_u64().expect("a version");
    freeze(&clerk, &batch, version).await.refused(409, "submission.wrong_state");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_selects_after_the_freeze_is_in_the_next_batch() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    freeze(&clerk, &batch, 1).await.expect(202);
    world.drain().await;
    let sent = clerk.get(&batch_path(&batch)).await.expect(200);
    let later = selected_performance(&world, "student-2", 10).await;
    // The message comes once more, as queues deliver.
    let body = json!({ "school": "353301", "batch": batch["id"], "step": "freeze" });
    world.cloud().queues.send(runtime::Queue::Submissions, body.to_string()).expect("sent");
    world.drain().await;
    assert_eq!(clerk.get(&batch_path(&batch)).await.expect(200), sent);
    assert_eq!(rows(&clerk, &batch).await.len(), 1);
    let student = world.student("student-2").await;
    let (path, body) = selection(PERFORMANCES, &[], 1);
    student.put(&path, body).await.expect(200);
    select(&student, PERFORMANCES, &[&later]).await;
}

/// A student changes the selection while it is being frozen; the worker reads it anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selection_that_changes_while_it_is_frozen_is_read_again() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let student = world.student("student-1").await;
    let other = performance(&student, 115).await;
    let (path, body) = selection(PERFORMANCES, &[&other], 1);
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    freeze(&clerk, &batch, 1).await.expect(202);
    let held = Held::before(&world, "central-submissions.work", "TransactWriteItems");
    let change = held.meanwhile(async { drop(student.put(&path, body).await.expect(200)) });
    tokio::join!(world.drain(), change);
    assert_eq!(rows(&clerk, &batch).await, [text(&other, "id")]);
    let sent = clerk.get(&batch_path(&batch)).await.expect(200);
    assert_eq!(sent["state"], "acknowledged");
}

/// A worker that stood still while another one took the batch over and sent it freezes nothing more.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_overtaken_freezes_nothing_more() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    freeze(&clerk, &batch, 1).await.expect(202);
    let held = Held::before(&world, "central-submissions.work", "Query");
    let overtaking = held.meanwhile(async {
        freeze(&clerk, &batch, 1).await.expect(202);
        others_are_done(&world).await;
        let sent = clerk.get(&batch_path(&batch)).await.expect(200);
        assert_eq!(sent["state"], "acknowledged");
        selected_performance(&world, "student-2", 10).await;
    });
    tokio::join!(world.drain(), overtaking);
    assert_eq!(rows(&clerk, &batch).await.len(), 1);
    let student = world.student("student-2").await;
    let (path, body) = selection(PERFORMANCES, &[], 1);
    student.put(&path, body).await.expect(200);
}

/// Works through every message but the one that is held.
pub async fn others_are_done(world: &World) {
    tokio::select! {
        () = world.drain() => {}
        () = only_the_held_message_is_left(world) => {}
    }
}

async fn only_the_held_message_is_left(world: &World) {
    while world.cloud().queues.waiting(runtime::Queue::Submissions).len() != 1 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// What cannot be submitted and was selected after the check waits, and holds nobody else up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_selected_with_a_problem_meanwhile_keeps_nobody_back() {
    let world = World::new().await;
    let (one, other) = (world.student("student-1").await, world.student("student-2").await);
    let sound = certified(&world, &one).await;
    select(&one, OUTCOMES, &[&sound]).await;
    let without_code = certified(&world, &other).await;
    let clerk = outcome_clerk(&world).await;
    let batch = open_batch(&clerk, OUTCOMES).await;
    freeze(&clerk, &batch, 1).await.expect(202);
    remove_course_code(&world, "student-2").await;
    select(&other, OUTCOMES, &[&without_code]).await;
    world.drain().await;
    assert_eq!(rows(&clerk, &batch).await, [text(&sound, "id")]);
    let shown = clerk.get(&batch_path(&batch)).await.expect(200);
    assert_eq!(shown["state"], "acknowledged");
    let (path, body) = selection(OUTCOMES, &[], 1);
    other.put(&path, body).await.expect(200);
}

async fn remove_course_code(world: &World, username: &str) {
    let key = store::items::CourseRecord::at(
        crate::support::account(username),
        "1151".parse().expect("a semester"),
        crate::support::COURSE,
    );
    let write = store::Write::update("course", key).remove("code");
    world.cloud().table().write(write).await.expect("written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_problem_names_its_student_and_item_and_forbids_or_not() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    draft(&world, &student).await;
    select(&student, OUTCOMES, &[&outcome]).await;
    remove_course_code(&world, "student-1").await;
    let clerk = outcome_clerk(&world).await;
    let batch = open_batch(&clerk, OUTCOMES).await;
    let problem = &batch["problems"][0];
    assert_eq!(problem["code"], "precheck.course_code_missing");
    assert_eq!(problem["item_id"], outcome["id"]);
    assert_eq!(problem["student"]["name"], "student-1");
    assert_eq!(problem["forbids"], true);
    assert!(text(problem, "message").contains("教務處"), "{problem}");
    freeze(&clerk, &batch, 1).await.refused(409, "submission.not_ready");
    assert_eq!(clerk.get(BATCHES).await.expect(200)["items"][0]["state"], "open");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_schools_clerk_finds_nothing() {
    let world = World::new().await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    let elsewhere = batch_path(&batch).replace("353301", "353302");
    clerk.get(&elsewhere).await.refused(404, "not_found");
    let teacher = world.teacher("other-teacher").await;
    teacher.get(&batch_path(&batch)).await.refused(403, "forbidden");
}

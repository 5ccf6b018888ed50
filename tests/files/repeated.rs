//! The same upload id again, at any time: the same file, and never a second charge.

use futures::future::join_all;
use portfolio::files::FileState;
use serde_json::{Value, json};

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{account, empty_staging, limit_to, lose_events, quota, state, stopped, sweep},
};
use crate::support::{Actor, World, items::text};

/// What a repeat is answered: the file's id with its state, or a refusal's code.
async fn again(owner: &Actor<'_>, brought: &Brought) -> Result<(String, String, bool), String> {
    let answer = brought.reserve(owner).await;
    match answer.status {
        201 => {
            let upload = answer.body["upload"].is_object();
            Ok((text(&answer.body, "file_id"), text(&answer.body, "state"), upload))
        }
        409 => Err(answer.code().to_owned()),
        _ => panic!("{:#}", answer.body),
    }
}

/// The same id for anything else is refused.
async fn nothing_else_takes_its_id(owner: &Actor<'_>, brought: &Brought) {
    for (field, value) in [
        ("name", json!("另一份.pdf")),
        ("size", json!(65)),
        ("sha256", json!("0".repeat(64))),
        ("media_type", json!("image/png")),
        ("purpose", json!("supplement")),
    ] {
        let mut other = brought.request();
        other[field] = value;
        owner.post("/api/files", other).await.refused(409, "upload.id_reused");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_every_state_it_is_the_same_file_and_charged_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let files: Vec<_> = (0..8).map(Brought::pdf).collect();
    let [reserved, promoting, stored, cancelled, deleted, mismatched, expired, lost] = &files[..]
    else {
        unreachable!()
    };

    // Those that end, the slowest first.
    let lost_file = stopped(&world, &student, lost).await;
    let expired_file = text(&expired.reserve(&student).await.expect(201), "file_id");
    empty_staging(&world).await;
    sweep(&world).await;
    let cancelled_file = text(&cancelled.reserve(&student).await.expect(201), "file_id");
    delete(&student, &cancelled_file).await.expect(204);
    let deleted_file = deleted.store(&world, &student).await;
    delete(&student, &deleted_file).await.expect(204);
    let mislabelled = Brought { media_type: "image/png", ..mismatched.clone() };
    let mismatched_file = mislabelled.send(&world, &student).await;
    confirm(&student, &mismatched_file).await.refused(422, "file.type_mismatch");
    for (file, ended) in [
        (&lost_file, FileState::Lost),
        (&expired_file, FileState::Expired),
        (&cancelled_file, FileState::Deleted),
        (&deleted_file, FileState::Deleted),
        (&mismatched_file, FileState::Mismatched),
    ] {
        assert_eq!(state(&world, file).await, ended);
    }
    let promoting_file = stopped(&world, &student, promoting).await;
    let stored_file = stored.store(&world, &student).await;
    let reserved_file = text(&reserved.reserve(&student).await.expect(201), "file_id");

    let before = quota(&world, &student).await.free;
    let known = |file: &str, state: &str, upload| Ok((file.to_owned(), state.to_owned(), upload));
    assert_eq!(again(&student, reserved).await, known(&reserved_file, "reserved", true));
    assert_eq!(again(&student, promoting).await, known(&promoting_file, "promoting", false));
    assert_eq!(again(&student, stored).await, known(&stored_file, "stored", false));
    for ended in [cancelled, deleted, &mislabelled, expired, lost] {
        assert_eq!(again(&student, ended).await, Err("upload.expired".to_owned()));
    }
    for brought in [reserved, promoting, stored, cancelled, deleted, expired, lost] {
        nothing_else_takes_its_id(&student, brought).await;
    }
    assert_eq!(quota(&world, &student).await.free, before);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_spelled_otherwise_is_the_same() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec();
    let brought =
        Brought { name: "caf\u{e9}.jpg".to_owned(), ..Brought::of(1, "image/jpeg", bytes) };
    let first = brought.reserve(&student).await.expect(201);
    let mut otherwise = brought.request();
    otherwise["upload_id"] = json!(brought.upload_id.simple().to_string().to_uppercase());
    otherwise["name"] = json!(" cafe\u{301}.jpg ");
    otherwise["sha256"] = json!(text(&otherwise, "sha256").to_uppercase());
    otherwise["media_type"] = json!("image/jpg");
    let second = student.post("/api/files", otherwise).await.expect(201);
    assert_eq!(text(&second, "file_id"), text(&first, "file_id"));
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_times_at_once_is_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 100).await;
    let brought = Brought::sized(1, 60);
    let answers = join_all((0..20).map(|_| brought.reserve(&student))).await;
    let files: Vec<Value> =
        answers.into_iter().map(|it| it.expect(201)["file_id"].clone()).collect();
    assert!(files.iter().all(|file| *file == files[0]), "{files:?}");
    assert_eq!(quota(&world, &student).await.free, 40);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_id_of_somebody_else_is_another_file() {
    let world = World::new().await;
    let (one, other) = (world.student("student-1").await, world.student("student-2").await);
    let brought = Brought::pdf(1);
    let first = brought.store(&world, &one).await;
    let other_brought = Brought { bytes: Brought::pdf(2).bytes, ..brought };
    let second = other_brought.store(&world, &other).await;
    assert_ne!(first, second);
    for (owner, foreign) in [(&one, &second), (&other, &first)] {
        confirm(owner, foreign).await.refused(404, "not_found");
        delete(owner, foreign).await.refused(404, "not_found");
        owner.get(&format!("/api/files/{foreign}")).await.refused(404, "not_found");
        adds_up(&world, owner).await;
    }
    // Nor can it be guessed by naming an upload that never was.
    let never =
        format!("fil_{}{}", account(&one).to_string().trim_start_matches("acc_"), "0".repeat(32));
    delete(&one, &never).await.refused(404, "not_found");
    lose_events(&world);
}

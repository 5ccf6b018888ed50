//! 還原演練: a lost system is put back from its backups into an empty one, and everything is there: the
//! same report of the next night with the same Merkle roots, everybody's password, every receipt.

use std::fs;

use local::cloud::{OUTBOX, REPLICA, STAGING, VAULT};
use portfolio::selections::Roster;
use serde_json::{Value, json};

use super::night::{next_night, row, stored};
use crate::support::{
    Table, World,
    items::{certified, delivered, outcome_path, select, text},
};

/// A system with files of several people, one of them held by a submission, one given up.
async fn lived(world: &World) -> (Value, String) {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    let other = world.student("student-2").await;
    for number in 0..3 {
        stored(world, &other, number).await;
    }
    let given_up = stored(world, &other, 3).await;
    other.delete(&format!("/api/files/{}", given_up.file)).await.expect(204);
    let clerk = world.teacher("outcome-submitter").await;
    let sent = delivered(world, &clerk, Roster::LearningOutcomes).await;
    assert_eq!(sent["state"], "acknowledged");
    let held = text(&outcome, "document_file_id");
    (outcome, held)
}

/// What is restored: the items of the table, as point-in-time recovery gives them, into an empty
/// table; and the second copy, version by version, into an empty vault.
async fn restore(backup: &Table, lost: &World, into: &World) {
    assert_eq!(Table::read(into).await.items().count(), 0, "the table is empty");
    for bucket in [STAGING, VAULT, REPLICA, OUTBOX] {
        assert_eq!(into.cloud().s3.versions(bucket), [], "{bucket} is empty");
    }
    backup.restore(into).await;
    let (from, to) = (&lost.cloud().s3, &into.cloud().s3);
    assert!(to.replicate_from(from, REPLICA, VAULT).expect("the second copy is read") > 0);
    to.replicated().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_system_becomes_the_one_that_was_lost() {
    let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let lost = World::in_folder(folders[0].path().to_owned()).filled().await;
    let (outcome, held) = lived(&lost).await;
    assert!(next_night(&lost).await.is_sound());
    lost.cloud().s3.replicated().await;
    let backup = Table::read(&lost).await;
    // The keys come from the city's safe.
    let keys = "secrets.json";
    fs::copy(folders[0].path().join(keys), folders[1].path().join(keys)).expect("the keys");
    let found = World::in_folder(folders[1].path().to_owned());
    restore(&backup, &lost, &found).await;
    assert!(backup.differences(&Table::read(&found).await).is_empty());

    found.clock.set(&lost.clock.now().to_string());
    let (there, here) = (next_night(&lost).await, next_night(&found).await);
    assert!(here.is_sound(), "{:#}", here.report);
    for root in ["rows_root", "vault_root", "replica_root", "files", "bytes", "previous"] {
        assert_eq!(here.signed(root), there.signed(root), "{root}");
    }
    assert_eq!(here.signed("digest"), there.signed("digest"));

    // Everybody is who they were, and works on.
    let student = found.student("student-1").await;
    let kept = student.get(&outcome_path(&student, &outcome)).await.expect(200);
    assert_eq!(text(&kept, "state"), "certified");
    let download = student.get(&format!("/api/files/{held}")).await.expect(200);
    let (status, bytes) = found.fetch(&text(&download, "url")).await;
    assert_eq!(status, 200);
    let known = row(&found, &held).await;
    assert_eq!(hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)), known.sha256);
    student.delete(&format!("/api/files/{held}")).await.refused(409, "file.locked");
    assert!(
        found.cloud().s3.versions(VAULT).iter().any(|version| version.hold),
        "it is held again"
    );
    let receipt = student.post(&format!("/api/files/{held}/confirm"), json!({})).await.expect(200);
    let before = lost.student("student-1").await;
    let given = before.post(&format!("/api/files/{held}/confirm"), json!({})).await.expect(200);
    assert_eq!(receipt["receipt"], given["receipt"]);
    let other = found.student("student-2").await;
    stored(&found, &other, 9).await;
    assert!(next_night(&found).await.is_sound());
    for owner in [&student, &other] {
        crate::files::adds_up(&found, owner).await;
    }
}

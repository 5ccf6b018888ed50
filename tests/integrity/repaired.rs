//! From a lost file to a repaired one: copied back from the second copy, or brought again by its
//! student, whose certification stays.

use local::cloud::{REPLICA, VAULT};

use super::night::{bring_back, next_night, place, row, stored};
use crate::support::{
    World,
    items::{certified, outcome_body, outcome_path, text, upload},
};
use portfolio::files::Purpose;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_is_copied_back_from_the_second_copy() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stored(&world, &student, 1).await;
    assert!(next_night(&world).await.is_sound());
    let (key, version) = place(&file);
    assert!(world.cloud().s3.destroy_version(VAULT, &key, &version));
    let night = next_night(&world).await;
    assert_eq!(night.report["objects"][0]["elsewhere"], true);
    assert_eq!(night.report["objects"][0]["object"], key);
    bring_back(&world, &file).await;
    let night = next_night(&world).await;
    assert!(night.is_sound(), "{:#}", night.report);
}

/// 2021: the file is lost in every copy, and the student still has it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_bytes_brought_again_keep_the_certification() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    let lost = row(&world, &text(&outcome, "document_file_id")).await;
    assert!(next_night(&world).await.is_sound());
    let (key, version) = place(&lost);
    let bytes = world.cloud().s3.read(VAULT, &key, Some(&version)).expect("the student's own copy");
    for bucket in [VAULT, REPLICA] {
        assert!(world.cloud().s3.destroy_version(bucket, &key, &version));
    }
    let night = next_night(&world).await;
    assert_eq!(night.report["objects"][0]["elsewhere"], false);
    let path = format!("/api/integrity/reports/{}/affected-students?school=353301", night.date);
    let administrator = world.teacher("administrator").await;
    let affected = administrator.get(&path).await.expect(200);
    assert_eq!(affected["items"][0]["account"], student.id.as_str());
    assert_eq!(affected["items"][0]["recoverable"], 0);

    let again = upload(&world, &student, bytes.to_vec(), Purpose::LearningOutcome).await;
    let mut body = outcome_body(Some(&again), None);
    body["version"] = outcome["version"].clone();
    let kept = student.put(&outcome_path(&student, &outcome), body).await.expect(200);
    assert_eq!(text(&kept, "state"), "certified");
    let night = next_night(&world).await;
    assert!(night.is_sound(), "{:#}", night.report);
}

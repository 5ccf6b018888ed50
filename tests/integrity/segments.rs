//! The table is gone through in parts, and somebody's files lie in another part than the rest: both are
//! compared once, whichever part meets them.

use super::night::{next_night, stored};
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_file_is_read_again_once_in_each_bucket() {
    let world = World::new().await;
    for student in ["student-1", "student-2", "other-student", "far-student"] {
        let student = world.student(student).await;
        stored(&world, &student, 1).await;
        stored(&world, &student, 2).await;
    }
    let night = next_night(&world).await;
    assert!(night.is_sound());
    // What came today is read in the vault and in the second copy.
    assert_eq!(night.signed("reread_files"), 16);
    assert_eq!(night.signed("files"), 8);
}

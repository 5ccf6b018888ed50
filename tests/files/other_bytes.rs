//! A browser can send no other bytes than it announced; S3 sees to that by the digest in the signed
//! address. Here somebody else puts others there, and nothing is stored that was not announced.

use aws_sdk_s3::types::ChecksumAlgorithm;
use bytes::Bytes;
use local::cloud::{STAGING, VAULT};
use portfolio::files::FileState;
use store::objects::object_key;

use super::{
    brought::{Brought, confirm},
    stood::state,
};
use crate::support::{World, items::text};

/// Where a file stands whose bytes are others in this bucket, once it was confirmed.
async fn confirmed_with_other_bytes(bucket: &'static str) -> FileState {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let reserved = brought.reserve(&student).await.expect(201);
    let file = text(&reserved, "file_id");
    if bucket == VAULT {
        brought.put(&world, &reserved).await.expect(200);
    }
    let put = world.cloud().objects().put_object().bucket(bucket);
    put.key(object_key(file.parse().expect("a file's id")))
        .checksum_algorithm(ChecksumAlgorithm::Sha256)
        .body(Bytes::from(Brought::pdf(2).bytes).into())
        .send()
        .await
        .expect("other bytes");
    confirm(&student, &file).await;
    state(&world, &file).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_bytes_in_staging_end_as_a_mismatch() {
    assert_eq!(confirmed_with_other_bytes(STAGING).await, FileState::Mismatched);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_bytes_in_the_vault_are_not_taken_for_the_file() {
    assert_eq!(confirmed_with_other_bytes(VAULT).await, FileState::Promoting);
}

use bytes::Bytes;
use local::cloud::{STAGING, VAULT};
use portfolio::files::FileState;
use store::objects::object_key;

use super::scenario::played;
use crate::{
    files::{
        brought::{Brought, confirm},
        stood::state,
    },
    support::items::text,
};

/// A browser can send no other bytes than it announced, S3 sees to that; somebody else put them there.
pub fn other_bytes_in_staging() -> Result<(), String> {
    confirmed_with_other_bytes(STAGING, FileState::Mismatched)
}

/// Nothing is stored whose bytes in the vault are not those that were announced.
pub fn other_bytes_in_the_vault() -> Result<(), String> {
    confirmed_with_other_bytes(VAULT, FileState::Promoting)
}

/// That a file whose bytes are others in this bucket stands so, once it was confirmed.
fn confirmed_with_other_bytes(bucket: &'static str, wanted: FileState) -> Result<(), String> {
    played(async |world| {
        let student = world.student("student-1").await;
        let brought = Brought::pdf(1);
        let reserved = brought.reserve(&student).await.expect(201);
        let file = text(&reserved, "file_id");
        if bucket == VAULT {
            brought.put(world, &reserved).await.expect(200);
        }
        let put = world.cloud().objects().put_object().bucket(bucket);
        put.key(object_key(file.parse().expect("a file's id")))
            .checksum_algorithm(aws_sdk_s3::types::ChecksumAlgorithm::Sha256)
            .body(Bytes::from(Brought::pdf(2).bytes).into())
            .send()
            .await
            .expect("other bytes");
        confirm(&student, &file).await;
        let ended = state(world, &file).await;
        (ended == wanted).then_some(()).ok_or(format!("I2: it is {ended:?}"))
    })
}

use aws_sdk_s3::{
    operation::get_object::builders::GetObjectFluentBuilder, presigning::PresigningConfig,
};
use jiff::{SignedDuration, Timestamp};

use super::{failed, whole_second};
use crate::StoreError;

/// How long an address to read something lives.
const ADDRESS_LIVES: SignedDuration = SignedDuration::from_mins(5);

/// Signs the address of what is asked for. Answers it and the moment when it ends.
pub(super) async fn signed(
    get: GetObjectFluentBuilder,
    now: Timestamp,
) -> Result<(String, Timestamp), StoreError> {
    let begins = whole_second(now)?;
    let config = PresigningConfig::builder()
        .start_time(begins.into())
        .expires_in(ADDRESS_LIVES.unsigned_abs())
        .build()
        .map_err(failed)?;
    let request = get.presigned(config).await.map_err(failed)?;
    Ok((request.uri().to_owned(), begins + ADDRESS_LIVES))
}

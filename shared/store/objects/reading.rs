use aws_sdk_s3::{
    error::SdkError,
    operation::get_object::{GetObjectError, GetObjectOutput, builders::GetObjectFluentBuilder},
    presigning::PresigningConfig,
    primitives::{ByteStream, ByteStreamError},
};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::{Answer, answer, failed, whole_second};
use crate::StoreError;

/// How long an address to read something lives.
const ADDRESS_LIVES: SignedDuration = SignedDuration::from_mins(5);

/// How often bytes that end in the middle are asked for. The SDK asks again only until they begin.
const ATTEMPTS: usize = 3;

/// Reads what is asked for, from its beginning again where the connection ends in its middle; none
/// where nothing is there.
pub(super) async fn read<T, Asked, Taken>(
    ask: impl Fn() -> Asked,
    take: impl Fn(ByteStream) -> Taken,
) -> Result<Option<T>, StoreError>
where
    Asked: Future<Output = Result<GetObjectOutput, SdkError<GetObjectError>>>,
    Taken: Future<Output = Result<T, ByteStreamError>>,
{
    let mut attempt = 1;
    loop {
        let body = match ask().await {
            Ok(got) => got.body,
            Err(error) if answer(&error) == Answer::NotThere => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        match take(body).await {
            Ok(taken) => return Ok(Some(taken)),
            Err(_) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(failed(error)),
        }
    }
}

/// All of the bytes at once.
pub(super) async fn whole(body: ByteStream) -> Result<Bytes, ByteStreamError> {
    Ok(body.collect().await?.into_bytes())
}

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

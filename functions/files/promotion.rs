use jiff::{SignedDuration, Timestamp};
use portfolio::{
    FileId,
    files::{FileState, MediaType, is_what_it_claims},
    mutant,
};
use runtime::{Environment, Failure};
use store::{
    Condition, StoreError, Write,
    items::{QuotaItem, StoredFile},
    objects::{Copied, Upload},
};

use super::{receipt, refund};

/// How long one worker has for a promotion before another may take it up.
const PROMOTION_LEASE: SignedDuration = SignedDuration::from_mins(5);

/// How a promotion ended.
#[derive(Debug)]
pub enum Promotion {
    /// The file is stored.
    Stored(StoredFile),
    /// Neither staging nor the vault holds anything yet.
    NotThere(StoredFile),
    /// The row is a tombstone.
    Ended(StoredFile),
    /// There is no such row.
    Unknown,
}

/// Takes a file from staging to the vault: reserved → promoting → stored. Begun by the bucket's
/// event or by the client's confirmation, whichever is first, and resumed by the sweep; every step
/// is conditional, so any number of them may work on the same file.
pub async fn promote(env: &Environment, file: FileId) -> Result<Promotion, Failure> {
    let table = env.table();
    // Each round either ends or finds the row one state further; there are three.
    for _ in 0..4 {
        let Some(row) = table.get::<StoredFile>(&StoredFile::at(file)).await? else {
            return Ok(Promotion::Unknown);
        };
        match row.state {
            FileState::Stored => return Ok(Promotion::Stored(row)),
            FileState::Reserved => {
                if env.staging().look(&row).await?.is_none() {
                    return Ok(Promotion::NotThere(row));
                }
                begin(env, &row).await?;
            }
            FileState::Promoting => {
                if !finish(env, &row).await? {
                    return Ok(Promotion::NotThere(row));
                }
            }
            _ => return Ok(Promotion::Ended(row)),
        }
    }
    Err(Failure("the file's row changed under every attempt".to_owned()))
}

async fn begin(env: &Environment, row: &StoredFile) -> Result<(), Failure> {
    let lease = env.clock.now() + PROMOTION_LEASE;
    let write = Write::update("file", StoredFile::at(row.file))
        .set("state", FileState::Promoting)
        .set("expires_at", lease)
        .due(Some((StoredFile::PENDING.to_owned(), lease)))
        .when(Condition::equals("state", FileState::Reserved).unless(mutant("begin-what-ended")));
    match env.table().write(write).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// `false` where neither staging nor the vault holds anything.
async fn finish(env: &Environment, row: &StoredFile) -> Result<bool, Failure> {
    let upload = env.staging().look(row).await?;
    if let Some(upload) = &upload {
        if !is_as_reserved(env, row, upload).await? {
            refund::entomb(&env.table(), row, FileState::Mismatched, env.clock.now()).await?;
            return Ok(true);
        }
        if mutant("store-before-the-copy") {
            let (size, sha256) = (row.size, Some(row.sha256.clone()));
            commit(env, row, Copied { size, sha256, version: None }).await?;
        }
        // Whether this copy was the one, or another was there before, is told by looking.
        env.vault().copy_in(&env.staging(), row, upload).await?;
    }
    match env.vault().look(row).await? {
        Some(copied) if is_same(row, &copied) => {
            commit(env, row, copied).await?;
            Ok(true)
        }
        Some(_) => Err(Failure("the vault holds other bytes than were reserved".to_owned())),
        None if upload.is_some() => Err(Failure("the copy into the vault is not there".to_owned())),
        None => Ok(false),
    }
}

async fn is_as_reserved(
    env: &Environment,
    row: &StoredFile,
    upload: &Upload,
) -> Result<bool, Failure> {
    if mutant("copy-without-comparing") {
        return Ok(true);
    }
    let same = upload.size == row.size && upload.sha256.as_deref() == Some(row.sha256.as_str());
    if !same {
        return Ok(false);
    }
    let beginning = env.staging().beginning(row).await?;
    let claimed = MediaType::named(&row.media_type);
    Ok(claimed.is_some_and(|claimed| is_what_it_claims(claimed, &beginning)))
}

fn is_same(row: &StoredFile, copied: &Copied) -> bool {
    let same = copied.size == row.size && copied.sha256.as_deref() == Some(row.sha256.as_str());
    same || mutant("store-without-comparing")
}

async fn commit(env: &Environment, row: &StoredFile, copied: Copied) -> Result<(), Failure> {
    let accepted_at: Timestamp = env.clock.now();
    let signed = receipt::sign(env.secrets.receipts()?, row, accepted_at);
    let pending = format!("pending.{}", row.file.upload);
    let stored = Write::update("file", StoredFile::at(row.file))
        .set("state", FileState::Stored)
        .set("accepted_at", accepted_at)
        .set("receipt", signed)
        .set("vault_version", copied.version)
        .due(None)
        .when(Condition::equals("state", FileState::Promoting).unless(mutant("store-what-ended")));
    let quota = Write::update("quota", QuotaItem::at(row.file.owner))
        .remove(&pending)
        .when(Condition::exists(&pending).unless(mutant("store-what-ended")));
    if mutant("store-without-the-quota") {
        return Ok(env.table().write(stored).await?);
    }
    match env.table().transact(vec![stored, quota]).await {
        Ok(()) => Ok(()),
        // Somebody else committed or ended it: the next look tells.
        Err(StoreError::Conflict(conflict)) if conflict.at("file") => Ok(()),
        Err(error) => Err(error.into()),
    }
}

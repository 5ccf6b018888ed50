//! Schedule, every six hours and after every deploy — 金絲雀檔案: brings a file as a browser does, and
//! reads it back from the vault; an earlier one, from the second copy.
//!
//! Its account is nobody's and has a space of its own. Whatever does not come back as it went is a
//! failure, and with it the function's alarm.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use portfolio::{
    AccountId, FileId, UploadId,
    central_submissions::Digest,
    files::{FileState, Purpose, RequestedFile, Reservation, reserve},
    integrity::REPLICATED_WITHIN,
    settings::MB,
};
use runtime::{Environment, Failure, Function, Need, Secret, TableAction, Tick, Trigger};
use store::{
    StoreError, Write,
    items::{QuotaItem, StoredFile},
    objects::{Copies, object_key},
};
use uuid::{Builder, Uuid};

use super::{
    promotion::{Promotion, promote},
    refund, reserve as reservation,
};

pub const FUNCTION: Function = Function {
    name: "files.canary",
    term: "金絲雀檔案",
    summary: "Brings a file as a browser does and reads it back from the vault and its second copy.",
    trigger: Trigger::Schedule { cron: "20 0/6 * * ? *", handle: |tick| Box::pin(canary(tick)) },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::StagingPresign,
        Need::StagingRead,
        Need::VaultCopyIn,
        Need::VaultSurvey,
        Need::Secret(Secret::Receipts),
    ],
    memory_mb: 256,
    timeout_s: 120,
};

/// Whose the canaries are: nobody signs in as it.
const OWNER: AccountId = AccountId::new(Uuid::from_u128(0x0ca9_a41e_0000_4000_8000_0000_0000_0000));
/// Its space: for many more files than there ever are.
const LIMIT: u64 = MB;
/// So many canaries stay stored, the latest.
const KEPT: usize = 2;

async fn canary(tick: Tick) -> Result<(), Failure> {
    let env = &*tick.env;
    open_account(env).await?;
    let sent = send(env, tick.scheduled_at).await?;
    came_back(&env.vault_copies(), &sent).await?;
    let found = env.table().partition(&StoredFile::partition(OWNER), "").await?;
    let rows: Vec<StoredFile> = found.all("")?;
    let mut stored: Vec<&StoredFile> =
        rows.iter().filter(|row| row.state == FileState::Stored).collect();
    stored.sort_by_key(|row| std::cmp::Reverse(row.accepted_at));
    for row in &stored {
        let arrived = row
            .accepted_at
            .is_none_or(|at| env.clock.now().duration_since(at) >= REPLICATED_WITHIN);
        if arrived {
            came_back(&env.replica_copies(), row).await?;
        }
    }
    for row in stored.iter().skip(KEPT) {
        refund::entomb(&env.table(), row, FileState::Deleted, env.clock.now()).await?;
    }
    Ok(())
}

/// Space, where there is none yet.
async fn open_account(env: &Environment) -> Result<(), Failure> {
    let quota = QuotaItem { account: OWNER, free: LIMIT, limit: LIMIT, pending: BTreeMap::new() };
    match env.table().write(Write::create("quota", &quota)?).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The whole way of a file: reserved, sent to staging, promoted. A repeated call goes on with the
/// same one.
async fn send(env: &Environment, at: Timestamp) -> Result<StoredFile, Failure> {
    let bytes = format!("%PDF-1.4\n% {at}\n").into_bytes();
    let sha256 = Digest::of(&bytes).to_string();
    let row = reservation::row(file(at), asked(bytes.len(), &sha256)?, env.clock.now());
    match env.table().transact(reservation::writes(&row)?).await {
        Ok(()) => {}
        Err(StoreError::Conflict(conflict)) if conflict.at("file") => {}
        Err(error) => return Err(error.into()),
    }
    if let Promotion::Stored(stored) = promote(env, row.file).await? {
        return Ok(stored);
    }
    env.staging().write(&row, Bytes::from(bytes)).await?;
    match promote(env, row.file).await? {
        Promotion::Stored(stored) => Ok(stored),
        other => Err(Failure(format!("the canary was not stored: {other:?}"))),
    }
}

/// One file for each moment that the schedule means.
fn file(at: Timestamp) -> FileId {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
    let upload = Builder::from_unix_timestamp_millis(millis, &[0xca; 10]).into_uuid();
    FileId { owner: OWNER, upload: UploadId::new(upload) }
}

fn asked(size: usize, sha256: &str) -> Result<Reservation, Failure> {
    let request = RequestedFile {
        name: "canary.pdf",
        size: i64::try_from(size).unwrap_or(i64::MAX),
        sha256,
        media_type: "application/pdf",
        purpose: Purpose::Supplement,
    };
    reserve(&request).map_err(|refusal| Failure(format!("the canary is refused: {refusal:?}")))
}

async fn came_back(copies: &Copies, row: &StoredFile) -> Result<(), Failure> {
    let version = row.vault_version.as_deref().unwrap_or_default();
    match copies.hash(&object_key(row.file), version).await? {
        Some(hash) if hash == row.sha256 => Ok(()),
        Some(_) => Err(Failure(format!("{} came back with other bytes", row.file))),
        None => Err(Failure(format!("{} did not come back", row.file))),
    }
}

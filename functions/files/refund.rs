use jiff::Timestamp;
use portfolio::{files::FileState, mutant};
use store::{
    Condition, StoreError, Table, Write,
    items::{QuotaItem, StoredFile},
};

/// Puts a file to its tombstone and gives its space back: one transaction, conditional on the state
/// that the row was read in, so that it happens at most once whoever comes first.
///
/// `false` where the row was no longer in that state.
pub async fn entomb(
    table: &Table,
    file: &StoredFile,
    tombstone: FileState,
    now: Timestamp,
) -> Result<bool, StoreError> {
    match table.transact(writes(file, tombstone, now)).await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(conflict)) if conflict.at("file") => Ok(false),
        Err(error) => Err(error),
    }
}

/// The two writes, for a transaction that does more.
///
/// Where the row holds its space as pending, the entry is dropped; where it is stored, nothing may
/// use or hold it.
pub fn writes(file: &StoredFile, tombstone: FileState, now: Timestamp) -> Vec<Write> {
    let ended = StoredFile { state: tombstone, ended_at: Some(now), used_by: None, ..file.clone() };
    let row = Write::update("file", StoredFile::at(file.file))
        .set("state", tombstone)
        .set("ended_at", now)
        .remove("used_by")
        .due(store::Item::due(&ended))
        .when(Condition::equals("state", file.state).unless(mutant("refund-whatever-the-state")))
        .when(Condition::absent("held_by"));
    let row = match &file.used_by {
        Some(user) => row.when(Condition::equals("used_by", user)),
        None => row.when(Condition::absent("used_by").unless(mutant("refund-what-is-used"))),
    };
    let charged = i64::try_from(file.charged).unwrap_or(i64::MAX);
    let quota = Write::update("quota", QuotaItem::at(file.file.owner)).increase("free", charged);
    let pending = format!("pending.{}", file.file.upload);
    let quota = if file.state.is_pending() {
        let held = Condition::exists(&pending).unless(mutant("refund-whatever-the-state"));
        quota.remove(&pending).when(held)
    } else {
        quota.when(Condition::item_exists())
    };
    if mutant("entomb-without-refund") {
        return vec![row];
    }
    vec![row, quota]
}

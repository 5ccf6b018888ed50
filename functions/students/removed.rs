use jiff::Timestamp;
use portfolio::AccountId;
use runtime::{Call, Problem, Reply};
use store::{Write, items::RemovedItem};

/// The write that remembers a removal, for the transaction that removes.
pub fn remember_removal(call: &Call, student: AccountId, id: &str, made_at: Timestamp) -> Write {
    RemovedItem { account: student, id: id.to_owned(), made_at, at: call.now() }.write()
}

/// The answer to the removal of what is not there: done, where the student removed it before and the
/// answer was lost; otherwise there is no such thing.
pub async fn removed_before(call: &Call, student: AccountId, id: &str) -> Result<Reply, Problem> {
    let removed: Option<RemovedItem> = call.table().get(&RemovedItem::of(student, id)).await?;
    removed.map(|_| Reply::nothing()).ok_or(Problem::not_found())
}

use std::collections::BTreeSet;

use portfolio::{AccountId, integrity::Difference};
use runtime::{Environment, Failure};
use store::items::{IntegrityDifference, IntegrityReport, QuotaItem};

use super::{
    keeping::{keep, part},
    night::Step,
    shard::compare_all,
};

/// Compares the owners of whom only the buckets know, and finds objects that are nobody's.
pub async fn compare(env: &Environment, report: &IntegrityReport) -> Result<(), Failure> {
    let (vault, replica) = (env.vault_copies(), env.replica_copies());
    let ((owners, mut strays), (copied, copied_strays)) =
        futures::try_join!(vault.owners(), replica.owners())?;
    strays.extend(copied_strays);
    let owners: BTreeSet<AccountId> = owners.into_iter().chain(copied).collect();
    let seen = compare_all(env, report, unknown(env, owners).await?).await?;
    let mut differences: Vec<_> = seen.iter().flat_map(|owner| owner.differences.clone()).collect();
    let of_nobody = |object: String| IntegrityDifference {
        date: report.date,
        kind: Difference::RowMissing,
        school: None,
        owner: None,
        file: None,
        object,
        version: None,
        elsewhere: true,
    };
    differences.extend(strays.into_iter().map(of_nobody));
    let tallies: Vec<_> = seen.into_iter().map(|owner| owner.tally).collect();
    keep(env, part(report.date, Step::Strays.name()), &tallies, &differences).await
}

/// Those who have no space in the table, so that no shard meets them for certain.
async fn unknown(
    env: &Environment,
    owners: BTreeSet<AccountId>,
) -> Result<Vec<AccountId>, Failure> {
    let keys: Vec<_> = owners.iter().map(|owner| QuotaItem::at(*owner)).collect();
    let found = env.table().get_many(&keys).await?;
    let known: BTreeSet<AccountId> = found.keys().filter_map(QuotaItem::owner_at).collect();
    Ok(owners.difference(&known).copied().collect())
}

use std::collections::BTreeSet;

use portfolio::{AccountId, integrity::Difference};
use runtime::{Environment, Failure};
use store::items::{IntegrityDifference, IntegrityReport};

use super::{
    items::of_nobody,
    keeping::{keep, part},
    night::Step,
    shard::{compare_all, without_space},
};

/// Compares the owners of whom the buckets know and no shard for certain, and finds objects that are nobody's.
pub async fn compare(env: &Environment, report: &IntegrityReport) -> Result<(), Failure> {
    let (vault, replica) = (env.vault_copies(), env.replica_copies());
    let ((owners, mut strays), (copied, copied_strays)) =
        futures::try_join!(vault.owners(), replica.owners())?;
    strays.extend(copied_strays);
    let owners: BTreeSet<AccountId> = owners.into_iter().chain(copied).collect();
    let seen = compare_all(env, report, without_space(env, owners).await?).await?;
    let mut differences: Vec<_> = seen.iter().flat_map(|owner| owner.differences.clone()).collect();
    let stray = |object: String| IntegrityDifference {
        elsewhere: true,
        ..of_nobody(report, Difference::RowMissing, object)
    };
    differences.extend(strays.into_iter().map(stray));
    let tallies: Vec<_> = seen.into_iter().map(|owner| owner.tally).collect();
    keep(env, part(report.date, Step::Strays.name()), &tallies, &differences).await
}

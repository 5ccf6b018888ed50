use portfolio::integrity::{Place, TableProtection, Weakness, bucket_weaknesses, table_weaknesses};
use runtime::{Environment, Failure};
use store::items::IntegrityReport;

use super::{
    keeping::{keep, part},
    night::Step,
};

/// Looks whether buckets and table are set as strong as the template says.
pub async fn compare(env: &Environment, report: &IntegrityReport) -> Result<(), Failure> {
    let (vault, replica, outbox) = (env.vault_copies(), env.replica_copies(), env.outbox());
    let mut weaknesses: Vec<(Place, Weakness)> = Vec::new();
    for (place, seen) in [
        (Place::Vault, vault.protection().await?),
        (Place::Replica, replica.protection().await?),
        (Place::Outbox, outbox.protection().await?),
    ] {
        weaknesses.extend(bucket_weaknesses(place, seen).into_iter().map(|weak| (place, weak)));
    }
    let seen = TableProtection {
        recovery_days: env.table().recovery_days().await?,
        expires_otherwise: env.table().expires_otherwise().await?,
        deletion_protection: env.table().describe().await?.deletion_protection,
    };
    weaknesses.extend(table_weaknesses(seen).into_iter().map(|weak| (Place::Table, weak)));
    let mut part = part(report.date, Step::Protection.name());
    part.weaknesses = weaknesses;
    keep(env, part, &[], &[]).await
}

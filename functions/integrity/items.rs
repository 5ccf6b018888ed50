use std::collections::BTreeSet;

use portfolio::{AccountId, integrity::Difference};
use runtime::{Environment, Failure};
use store::items::{IntegrityDifference, IntegrityReport, RemovedItem, StoredFile};

use super::references::{Finding, References, read};

/// How often what differs is looked at: the items are read one after the other, and whoever changes
/// them meanwhile seems to have lost something. A loss is there each time.
pub const LOOKS: usize = 3;

/// What the comparison of one person's items found.
pub struct Items {
    /// What differs; the school is not filled in.
    pub differences: Vec<IntegrityDifference>,
    /// Outcomes and performances that were made before the night began.
    pub known: u32,
    /// Those of them that the night before counted too, as far as they were not lost.
    pub earlier: u32,
}

/// Compares a person's items with each other, and counts them for the next night.
pub async fn compare(
    env: &Environment,
    report: &IntegrityReport,
    owner: AccountId,
    files: &[StoredFile],
) -> Result<Items, Failure> {
    let found = read(env, owner).await?;
    // Read after the items: what is removed between is in both, and counted once.
    let removed: Vec<RemovedItem> =
        env.table().partition(&RemovedItem::partition(owner), "").await?.all("")?;
    let seen = References::new(owner, files, &found)?;
    let mut findings = seen.check(env).await?;
    for _ in 1..LOOKS {
        if findings.is_empty() {
            break;
        }
        let again = look(env, owner).await?;
        findings.retain(|finding| again.contains(finding));
    }
    let earlier = report.since.map_or(0, |since| seen.made_before(since.begun_at, &removed));
    Ok(Items {
        differences: findings.into_iter().map(|one| difference(report, owner, one)).collect(),
        known: seen.made_before(report.begun_at, &removed),
        earlier,
    })
}

async fn look(env: &Environment, owner: AccountId) -> Result<BTreeSet<Finding>, Failure> {
    let files = env.table().partition(&StoredFile::partition(owner), "").await?;
    let (files, found) = (files.all::<StoredFile>("")?, read(env, owner).await?);
    References::new(owner, &files, &found)?.check(env).await
}

/// Something of somebody's, which is no file.
pub fn difference(
    report: &IntegrityReport,
    owner: AccountId,
    (kind, object): Finding,
) -> IntegrityDifference {
    IntegrityDifference { owner: Some(owner), ..of_nobody(report, kind, object) }
}

/// Something that is nobody's.
pub fn of_nobody(
    report: &IntegrityReport,
    kind: Difference,
    object: String,
) -> IntegrityDifference {
    IntegrityDifference {
        date: report.date,
        kind,
        school: None,
        owner: None,
        file: None,
        object,
        version: None,
        elsewhere: false,
    }
}

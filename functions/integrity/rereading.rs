use std::collections::BTreeMap;

use futures::{StreamExt, TryStreamExt, stream};
use jiff::SignedDuration;
use portfolio::{
    FileId,
    integrity::{Difference, Reread, reread},
    mutant,
};
use runtime::{Environment, Failure};
use store::{
    items::{IntegrityDifference, IntegrityReport, StoredFile},
    objects::{Copies, object_key},
};

use super::{
    owner::{Owner, of_row},
    schools::school,
};

/// Bytes of the vault that a shard reads in a night beyond the day's thirtieth: some four minutes.
const VAULT_BUDGET: u64 = 16 << 30;
/// The same of the second copy, whose bytes come from another region and are paid for.
const REPLICA_BUDGET: u64 = 64 << 20;
/// Files that are read at once.
const AT_ONCE: usize = 8;
/// What came since the last night is read in this one.
const FRESH: SignedDuration = SignedDuration::from_hours(26);

/// How much was read.
#[derive(Debug, Default)]
pub struct Read {
    pub files: u64,
    pub bytes: u64,
}

/// Reads the day's part of these owners' bytes again, in the vault and in its copy, and adds what
/// differs. Only this finds bytes that changed without a word: a bucket tells the digest that it
/// took down when they were written.
pub async fn read_again(
    env: &Environment,
    report: &IntegrityReport,
    owners: &mut [Owner],
) -> Result<Read, Failure> {
    let rows: BTreeMap<FileId, StoredFile> = owners
        .iter()
        .flat_map(|owner| owner.readable.iter().map(|row| (row.file, row.clone())))
        .collect();
    let candidates: Vec<Reread> = rows.values().map(|row| candidate(report, row)).collect();
    let mut read = Read::default();
    let mut found = Vec::new();
    for (copies, budget, kind) in [
        (env.vault_copies(), VAULT_BUDGET, Difference::BytesDiffer),
        (env.replica_copies(), REPLICA_BUDGET, Difference::ReplicaBytesDiffer),
    ] {
        let chosen = reread(&candidates, report.date, budget);
        read.files += chosen.len() as u64;
        read.bytes += chosen.iter().map(|file| file.size).sum::<u64>();
        let chosen = chosen.iter().filter(|_| !mutant("read-nothing-again"));
        let work = chosen.filter_map(|file| rows.get(&file.file));
        let work = work.map(|row| differs(&copies, row)).collect::<Vec<_>>();
        let mut outcomes = stream::iter(work).buffered(AT_ONCE);
        while let Some(outcome) = outcomes.try_next().await? {
            found.extend(outcome.map(|row| of_row(report, kind, row)));
        }
    }
    for difference in found {
        add(env, owners, difference).await?;
    }
    Ok(read)
}

fn candidate(report: &IntegrityReport, row: &StoredFile) -> Reread {
    let fresh = row.accepted_at.is_some_and(|at| report.begun_at.duration_since(at) < FRESH);
    Reread { file: row.file, size: row.size, fresh }
}

/// The row, where the bytes are others than it says. Bytes that are not there are another matter,
/// which the comparison tells.
async fn differs<'a>(
    copies: &Copies,
    row: &'a StoredFile,
) -> Result<Option<&'a StoredFile>, Failure> {
    let version = row.vault_version.as_deref().unwrap_or_default();
    let hash = copies.hash(&object_key(row.file), version).await?;
    Ok(hash.filter(|hash| *hash != row.sha256).map(|_| row))
}

async fn add(
    env: &Environment,
    owners: &mut [Owner],
    mut difference: IntegrityDifference,
) -> Result<(), Failure> {
    let owner = owners.iter_mut().find(|owner| Some(owner.tally.owner) == difference.owner);
    let Some(owner) = owner else { return Ok(()) };
    if owner.school.is_none() {
        owner.school = school(env, owner.tally.owner).await?;
    }
    difference.school.clone_from(&owner.school);
    owner.differences.push(difference);
    Ok(())
}

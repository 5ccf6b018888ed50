use std::collections::BTreeSet;

use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use portfolio::{
    AccountId, FileId, SchoolCode,
    central_submissions::{Digest, merkle_root},
    files::FileState,
    integrity::{Copy, Difference, OwnerTally, Roots, RowFacts, compare, leaf},
};
use runtime::{Environment, Failure};
use store::{
    items::{IntegrityDifference, IntegrityReport, StoredFile, SubmissionBatch},
    objects::{Copies, Version, file_of, object_key},
};

use super::{items, schools::school};

/// Files of one owner that are looked at at once, in both buckets.
const AT_ONCE: usize = 8;

/// What the comparison of one owner found.
#[derive(Debug)]
pub struct Owner {
    /// The figures and roots.
    pub tally: OwnerTally,
    /// The school; looked up where something differs.
    pub school: Option<SchoolCode>,
    /// What differs.
    pub differences: Vec<IntegrityDifference>,
    /// Files whose bytes can be read again.
    pub readable: Vec<StoredFile>,
}

/// A stored file, as both buckets show it.
struct Stored {
    row: StoredFile,
    vault: Copy,
    replica: Copy,
}

/// Compares all files of one owner. The rows are read first: what a row says is there must be there
/// then, and what comes meanwhile has its row before its bytes.
pub async fn compare_owner(
    env: &Environment,
    report: &IntegrityReport,
    owner: AccountId,
) -> Result<Owner, Failure> {
    let found = env.table().partition(&StoredFile::partition(owner), "").await?;
    let rows: Vec<StoredFile> = found.all("")?;
    let (in_vault, in_replica) = (env.vault_copies(), env.replica_copies());
    let (vault, replica) =
        futures::try_join!(in_vault.versions(owner), in_replica.versions(owner))?;
    let known: BTreeSet<String> = rows.iter().map(|row| object_key(row.file)).collect();
    let look = |row: StoredFile| {
        let (vault, replica) = (&vault, &replica);
        let (in_vault, in_replica) = (&in_vault, &in_replica);
        async move {
            let (vault, replica) =
                futures::try_join!(copy(in_vault, &row, vault), copy(in_replica, &row, replica))?;
            Ok::<_, Failure>(Stored { row, vault, replica })
        }
    };
    let reserved_before = |moment: Timestamp| {
        let count = rows.iter().filter(|row| row.reserved_at < moment).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let since = report.since.map_or(0, |since| reserved_before(since.begun_at));
    let counts = (reserved_before(report.begun_at), since);
    let stored = rows.iter().filter(|row| row.state == FileState::Stored).cloned().map(look);
    let stored = stored.collect::<Vec<_>>();
    let stored: Vec<Stored> = stream::iter(stored).buffered(AT_ONCE).try_collect().await?;

    let items = items::compare(env, report, owner, &rows).await?;
    let mut differences = differing(report, &stored);
    differences.extend(items.differences);
    for version in vault.iter().chain(&replica).filter(|one| !known.contains(&one.key)) {
        differences.extend(without_row(env, report, owner, version).await?);
    }
    let school = match differences.is_empty() {
        true => None,
        false => school(env, owner).await?,
    };
    let mut kept = Vec::new();
    for mut difference in differences {
        difference.school.clone_from(&school);
        if !is_under_way(env, &difference, &stored).await? {
            kept.push(difference);
        }
    }
    let tally = OwnerTally {
        items: items.known,
        earlier_items: items.earlier,
        ..tally(report, owner, counts, &stored)
    };
    let readable = stored.into_iter().filter(|file| file.vault.there.is_some());
    let readable = readable.map(|file| file.row).collect();
    Ok(Owner { tally, school, differences: kept, readable })
}

/// What a bucket shows of the version that the row names.
async fn copy(copies: &Copies, row: &StoredFile, versions: &[Version]) -> Result<Copy, Failure> {
    let key = object_key(row.file);
    let named = row.vault_version.as_deref();
    let listed = versions
        .iter()
        .find(|one| one.key == key && !one.marker && Some(one.version.as_str()) == named);
    let Some(listed) = listed else { return Ok(Copy::default()) };
    let there = copies.look(&key, &listed.version).await?;
    Ok(Copy { there, on_top: listed.latest })
}

fn facts(row: &StoredFile) -> RowFacts<'_> {
    RowFacts {
        state: row.state,
        size: row.size,
        sha256: &row.sha256,
        accepted_at: row.accepted_at,
        held: row.held_by.is_some(),
    }
}

fn differing(report: &IntegrityReport, stored: &[Stored]) -> Vec<IntegrityDifference> {
    let of_file = |file: &Stored| {
        let said = facts(&file.row);
        let found = compare(&said, &file.vault, &file.replica, report.begun_at).into_iter();
        let named = found.map(|kind| {
            let other = if kind.is_loss() { &file.replica } else { &file.vault };
            IntegrityDifference { elsewhere: other.is_of(&said), ..of_row(report, kind, &file.row) }
        });
        named.collect::<Vec<_>>()
    };
    stored.iter().flat_map(of_file).collect()
}

/// A difference at a file that has a row.
pub fn of_row(report: &IntegrityReport, kind: Difference, row: &StoredFile) -> IntegrityDifference {
    IntegrityDifference {
        date: report.date,
        kind,
        school: None,
        owner: Some(row.file.owner),
        file: Some(row.file),
        object: object_key(row.file),
        version: row.vault_version.clone(),
        elsewhere: false,
    }
}

/// Bytes whose row is not there, and did not come meanwhile.
async fn without_row(
    env: &Environment,
    report: &IntegrityReport,
    owner: AccountId,
    version: &Version,
) -> Result<Option<IntegrityDifference>, Failure> {
    let file: Option<FileId> = file_of(&version.key);
    if let Some(file) = file
        && env.table().get::<StoredFile>(&StoredFile::at(file)).await?.is_some()
    {
        return Ok(None);
    }
    Ok(Some(IntegrityDifference {
        date: report.date,
        kind: Difference::RowMissing,
        school: None,
        owner: Some(owner),
        file,
        object: version.key.clone(),
        version: Some(version.version.clone()),
        elsewhere: true,
    }))
}

/// A batch marks its files before it holds their bytes: until it is planned, a hold may be missing.
async fn is_under_way(
    env: &Environment,
    difference: &IntegrityDifference,
    stored: &[Stored],
) -> Result<bool, Failure> {
    let row = stored.iter().find(|file| Some(file.row.file) == difference.file);
    let batch = row.and_then(|file| file.row.held_by);
    let (Difference::HoldMissing, Some(batch), Some(school)) =
        (difference.kind, batch, &difference.school)
    else {
        return Ok(false);
    };
    let batch: Option<SubmissionBatch> =
        env.table().get(&SubmissionBatch::at(school, batch)).await?;
    Ok(batch.is_some_and(|batch| batch.root.is_none()))
}

/// The figures of what the night counts: files whose second copy must have arrived when it began.
fn tally(
    report: &IntegrityReport,
    owner: AccountId,
    (rows, earlier): (u32, u32),
    stored: &[Stored],
) -> OwnerTally {
    let settled: Vec<&Stored> =
        stored.iter().filter(|file| facts(&file.row).is_settled(report.begun_at)).collect();
    let seen = |side: fn(&Stored) -> &Copy| {
        let leaf_of = |file: &&Stored| {
            let copy = Some(side(file)).filter(|copy| copy.on_top)?;
            let there = copy.there.as_ref()?;
            Some(leaf(file.row.file, there.size, there.sha256.as_deref().unwrap_or_default()))
        };
        merkle_root(&settled.iter().filter_map(leaf_of).collect::<Vec<Digest>>())
    };
    let said = |file: &&Stored| leaf(file.row.file, file.row.size, &file.row.sha256);
    OwnerTally {
        owner,
        rows,
        earlier,
        items: 0,
        earlier_items: 0,
        files: u32::try_from(settled.len()).unwrap_or(u32::MAX),
        bytes: settled.iter().map(|file| file.row.size).sum(),
        roots: Roots {
            rows: merkle_root(&settled.iter().map(said).collect::<Vec<Digest>>()),
            vault: seen(|file| &file.vault),
            replica: seen(|file| &file.replica),
        },
    }
}

use std::collections::{BTreeMap, BTreeSet};

use local::cloud::{OUTBOX, VAULT};
use portfolio::{SchoolYear, central_submissions::BatchState, selections::Roster};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    items::{
        DiversePerformance, FrozenItem, LearningOutcome, NamedFile, RowResult, SchoolSelection,
        StoredFile, SubmissionBatch, school_partition,
    },
    objects::object_key,
};

use super::{STUDENTS, all_of};
use crate::{
    central_submissions::outbox::{delivered_files, unpacked},
    simulation::ledger::Facts,
    support::{SCHOOL, World, account},
};

/// Every batch is whole, every row in exactly one of them, and every content was sent once.
pub async fn hold(world: &World, facts: &Facts) {
    let table = world.cloud().table();
    let school = school_partition(&SCHOOL.parse().expect("a school"));
    let found = table.partition(&school, SubmissionBatch::PREFIX).await.expect("the table");
    let batches: Vec<SubmissionBatch> = found.all(SubmissionBatch::PREFIX).expect("batches");
    let named = named_files(world).await;
    for batch in &batches {
        let id = batch.id.to_string();
        let rows = table.partition(&FrozenItem::partition(batch.id), FrozenItem::PREFIX).await;
        let rows: Vec<FrozenItem> = rows.expect("the table").all(FrozenItem::PREFIX).expect("rows");
        if batch.state == BatchState::Open {
            assert!(rows.is_empty(), "submission: {id} is open and has rows");
            assert!(!facts.frozen.contains(&id), "acknowledged: {id} was frozen");
            continue;
        }
        let sent = batch.state >= BatchState::Acknowledged;
        assert!(sent, "liveness: {id} is {:?}", batch.state);
        frozen_is_what_was_selected(world, batch, &rows).await;
        files_are_held(world, &rows, &named).await;
        delivered_whole(world, batch, &rows, &named);
        reconciled(facts, batch, &rows);
    }
    one_content_is_one_submission(&batches);
    chain_is_whole(&batches);
    outbox_never_changed(world);
}

/// What every item of the students names.
async fn named_files(world: &World) -> BTreeMap<String, Vec<NamedFile>> {
    let mut named = BTreeMap::new();
    for name in STUDENTS {
        let found = all_of(world, account(name)).await;
        let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX).expect("outcomes");
        named.extend(outcomes.iter().map(|it| (it.id.to_string(), it.files().cloned().collect())));
        let all: Vec<DiversePerformance> = found.all(DiversePerformance::PREFIX).expect("items");
        named.extend(all.iter().map(|it| (it.id.to_string(), it.files().cloned().collect())));
    }
    named
}

async fn frozen_is_what_was_selected(world: &World, batch: &SubmissionBatch, rows: &[FrozenItem]) {
    let school = SCHOOL.parse().expect("a school");
    let partition = SchoolSelection::partition(&school, batch.year, batch.roster);
    let found = world.cloud().table().partition(&partition, "").await.expect("the table");
    let selections: Vec<SchoolSelection> = found.all("").expect("selections");
    let frozen = selections.iter().filter(|it| it.selection.frozen_in == Some(batch.id));
    let selected: BTreeSet<String> =
        frozen.flat_map(|it| it.selection.ids.iter().cloned()).collect();
    let items: BTreeSet<String> = rows.iter().map(|row| row.item_id.clone()).collect();
    assert_eq!(items, selected, "submission: the rows of {} are what was frozen", batch.id);
    assert_eq!(items.len(), rows.len(), "submission: an item has two rows");
    assert_eq!(batch.items as usize, rows.len(), "submission: the batch counts its rows");
}

async fn files_are_held(
    world: &World,
    rows: &[FrozenItem],
    named: &BTreeMap<String, Vec<NamedFile>>,
) {
    let held: BTreeSet<(String, String)> = world
        .cloud()
        .s3
        .versions(VAULT)
        .into_iter()
        .filter(|version| version.hold)
        .map(|version| (version.key, version.version_id))
        .collect();
    for file in rows.iter().flat_map(|row| &named[&row.item_id]) {
        let row: Option<StoredFile> =
            world.cloud().table().get(&StoredFile::at(file.file)).await.expect("the table");
        let row = row.expect("a row");
        assert!(row.held_by.is_some(), "submission: {} is not locked", file.file);
        let version = (object_key(file.file), row.vault_version.expect("a version"));
        assert!(held.contains(&version), "submission: {} is not held", file.file);
    }
}

/// The outbox holds what the batch says, and the archives hold the files that the items name.
fn delivered_whole(
    world: &World,
    batch: &SubmissionBatch,
    rows: &[FrozenItem],
    named: &BTreeMap<String, Vec<NamedFile>>,
) {
    let said = json!({
        "id": batch.id, "school": batch.school, "year": batch.year, "files": batch.files,
    });
    let files = delivered_files(world, &said);
    let archives = files.iter().filter(|(name, _)| name.ends_with(".zip"));
    let mut packed: Vec<String> = archives
        .flat_map(|(_, bytes)| unpacked(bytes).into_values())
        .map(|bytes| hex::encode(Sha256::digest(bytes)))
        .collect();
    let mut wanted: Vec<String> =
        rows.iter().flat_map(|row| &named[&row.item_id]).map(|file| file.sha256.clone()).collect();
    packed.sort();
    wanted.sort();
    assert_eq!(packed, wanted, "submission: {} packs each file once", batch.id);
}

/// A row ends as exactly one of received, rejected and missing, and the batch counts them.
fn reconciled(facts: &Facts, batch: &SubmissionBatch, rows: &[FrozenItem]) {
    let count = |result| rows.iter().filter(|row| row.result == result).count();
    if facts.reconciled.contains(&batch.id.to_string()) {
        assert_eq!(count(RowResult::Waiting), 0, "receipt: rows of {} wait", batch.id);
        let over = [BatchState::Reconciled, BatchState::Discrepant, BatchState::Reopened];
        assert!(over.contains(&batch.state), "acknowledged: {} is {:?}", batch.id, batch.state);
        let counted = [batch.received, batch.rejected, batch.missing].map(|n| n as usize);
        let ended = [RowResult::Received, RowResult::Rejected, RowResult::Missing].map(count);
        assert_eq!(counted, ended, "receipt: the counts of {} are the rows", batch.id);
    }
    for row in rows.iter().filter(|row| row.result == RowResult::Rejected) {
        assert!(row.reason.is_some(), "receipt: {} has no reason", row.data_key);
    }
}

fn one_content_is_one_submission(batches: &[SubmissionBatch]) {
    let mut sent: BTreeSet<(SchoolYear, Roster, &String)> = BTreeSet::new();
    for batch in batches {
        if let Some(root) = &batch.root {
            let new = sent.insert((batch.year, batch.roster, root));
            assert!(new, "submission: {root} was sent in two batches");
        }
    }
}

fn chain_is_whole(batches: &[SubmissionBatch]) {
    let mut links: Vec<_> = batches.iter().filter(|batch| batch.root.is_some()).collect();
    links.sort_by_key(|batch| batch.sequence);
    let mut before = None;
    for (number, batch) in (1..).zip(links) {
        assert_eq!(batch.sequence, number, "chain: a link is missing or there twice");
        assert_eq!(batch.previous_root, before, "chain: {number} names the one before");
        before.clone_from(&batch.root);
    }
}

/// A file that is delivered again is the same file.
fn outbox_never_changed(world: &World) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for version in world.cloud().s3.versions(OUTBOX) {
        let digest = first.entry(version.key.clone()).or_insert(version.sha256.clone());
        assert_eq!(*digest, version.sha256, "submission: {} was another before", version.key);
    }
}

//! One simulated day: the clock goes on to the next night, and the night's comparison runs.

use std::collections::BTreeMap;

use jiff::{SignedDuration, civil::Date};
use local::cloud::{REPLICA, VAULT};
use portfolio::{FileId, files::Purpose, taipei};
use runtime::Queue;
use serde_json::Value;
use store::{
    items::{IntegrityDifference, StoredFile},
    objects::object_key,
};

use crate::support::{
    Actor, World,
    items::{document, text, upload},
};

/// What a night found, as an operator sees it.
pub struct Night {
    /// The day.
    pub date: Date,
    /// The answer of `integrity.show-report`.
    pub report: Value,
}

impl Night {
    /// How many differences of each kind.
    pub fn differences(&self) -> BTreeMap<String, u64> {
        let counts = self.report["signed"]["differences"].as_array().into_iter().flatten();
        counts.map(|one| (text(one, "kind"), one["count"].as_u64().unwrap_or_default())).collect()
    }

    /// Settings that are too weak, as `place weakness`.
    pub fn weaknesses(&self) -> Vec<String> {
        let weak = self.report["signed"]["weaknesses"].as_array().into_iter().flatten();
        weak.map(|one| format!("{} {}", text(one, "place"), text(one, "weakness"))).collect()
    }

    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.report["signed"]["sound"] == true
    }

    /// A figure or a text of what is signed.
    pub fn signed(&self, name: &str) -> Value {
        self.report["signed"][name].clone()
    }
}

/// Lets the next night come, and shows its report.
pub async fn next_night(world: &World) -> Night {
    // Two at night is 22 hours before midnight.
    let date = (world.clock.now() + SignedDuration::from_hours(22)).to_zoned(taipei()).date();
    let at = format!("{date}T02:00:00+08:00");
    world.cloud().s3.replicated().await;
    world.clock.set(&at);
    world.tick(&at).await;
    let dead = world.cloud().queues.dead(Queue::Integrity);
    let waiting = world.cloud().queues.waiting(Queue::Integrity);
    assert!(dead.is_empty() && waiting.is_empty(), "the night did not end: {waiting:?} {dead:?}");
    Night { date, report: report(world, date).await }
}

/// The report of a day.
pub async fn report(world: &World, date: Date) -> Value {
    let operator = world.teacher("operator").await;
    operator.get(&format!("/api/integrity/reports/{date}")).await.expect(200)
}

/// What the night found, item by item.
pub async fn found(world: &World, date: Date) -> Vec<IntegrityDifference> {
    let partition = IntegrityDifference::partition(date);
    let table = world.cloud().table();
    let found = table.partition(&partition, IntegrityDifference::PREFIX).await.expect("the table");
    found.all(IntegrityDifference::PREFIX).expect("differences")
}

/// A stored file of somebody's, told from others by its number.
pub async fn stored(world: &World, owner: &Actor<'_>, number: usize) -> StoredFile {
    let bytes = document(&format!("file {number} of {}", owner.username));
    let file = upload(world, owner, bytes, Purpose::LearningOutcome).await;
    row(world, &file).await
}

/// The row of a file.
pub async fn row(world: &World, file: &str) -> StoredFile {
    let file: FileId = file.parse().expect("a file's id");
    world.cloud().table().get(&StoredFile::at(file)).await.expect("the table").expect("a row")
}

/// Where a file's bytes lie in both buckets: the object's name and the version.
pub fn place(file: &StoredFile) -> (String, String) {
    (object_key(file.file), file.vault_version.clone().expect("a version"))
}

/// Brings a version back from the other bucket, as the runbook says: by copying it there again. The
/// row names the new version then.
pub async fn bring_back(world: &World, file: &StoredFile) {
    let (key, version) = place(file);
    let bytes = world.cloud().s3.read(REPLICA, &key, Some(&version)).expect("the copy's bytes");
    let put = world.cloud().objects().put_object().bucket(VAULT).key(&key);
    let sha256 = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        hex::decode(&file.sha256).expect("digits"),
    );
    let put = put.checksum_sha256(sha256).body(bytes.into()).send().await.expect("taken");
    let named = store::Write::update("file", StoredFile::at(file.file))
        .set("vault_version", put.version_id.expect("a version"));
    world.cloud().table().write(named).await.expect("the table");
}

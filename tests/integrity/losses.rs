//! Every loss of a row, of bytes, of a version or of a hold is in the report of the next night, under
//! its name and nothing else with it.

use std::collections::BTreeMap;

use aws_sdk_s3::types::{ObjectLockLegalHold, ObjectLockLegalHoldStatus};
use futures::future::BoxFuture;
use local::cloud::{REPLICA, VAULT};
use portfolio::{AccountId, selections::Roster};
use store::{
    Write,
    items::{QuotaItem, StoredFile},
};

use super::night::{found, next_night, place, row, stored};
use crate::support::{
    Table, World, account,
    items::{certified, delivered, select, text},
};

/// One loss, as something or somebody causes it behind the system's back.
struct Loss {
    what: &'static str,
    cause: for<'w> fn(&'w World, &'w StoredFile) -> BoxFuture<'w, ()>,
    /// What the report of the next night has more than the one before.
    found: &'static [&'static str],
}

const LOSSES: &[Loss] = &[
    Loss {
        what: "the row is deleted",
        cause: |world, file| {
            Box::pin(async move {
                Table::lose(world, &StoredFile::at(file.file)).await;
            })
        },
        // The bytes in the vault and in its copy are one object's.
        // What it took of the owner's space is free nowhere.
        found: &["row_missing", "fewer_rows", "items_differ"],
    },
    Loss {
        what: "the row says another digest",
        cause: |world, file| {
            Box::pin(async move {
                let sha256 = "0".repeat(64);
                let other = Write::update("file", StoredFile::at(file.file)).set("sha256", sha256);
                world.cloud().table().write(other).await.expect("the table");
            })
        },
        found: &["vault_differs", "replica_differs", "bytes_differ", "replica_bytes_differ"],
    },
    Loss {
        what: "the version is destroyed in the vault",
        cause: |world, file| {
            Box::pin(async move {
                let (key, version) = place(file);
                assert!(world.cloud().s3.destroy_version(VAULT, &key, &version));
            })
        },
        found: &["vault_missing"],
    },
    Loss {
        what: "the object is deleted, and a marker stands for it",
        cause: |world, file| Box::pin(delete(world, VAULT, file)),
        found: &["vault_hidden"],
    },
    Loss {
        what: "the object is overwritten",
        cause: |world, file| {
            Box::pin(async move {
                let put = world.cloud().objects().put_object().bucket(VAULT).key(place(file).0);
                put.body(b"other".to_vec().into()).send().await.expect("taken");
            })
        },
        found: &["vault_hidden", "replica_hidden"],
    },
    Loss {
        what: "a byte of the vault flips without a word",
        cause: |world, file| {
            Box::pin(async move {
                let (key, version) = place(file);
                assert!(world.cloud().s3.corrupt(VAULT, &key, &version));
            })
        },
        found: &["bytes_differ"],
    },
    Loss {
        what: "the second copy is destroyed",
        cause: |world, file| {
            Box::pin(async move {
                let (key, version) = place(file);
                assert!(world.cloud().s3.destroy_version(REPLICA, &key, &version));
            })
        },
        found: &["replica_missing"],
    },
    Loss {
        what: "the second copy is hidden by a marker",
        cause: |world, file| Box::pin(delete(world, REPLICA, file)),
        found: &["replica_hidden"],
    },
    Loss {
        what: "a byte of the second copy flips without a word",
        cause: |world, file| {
            Box::pin(async move {
                let (key, version) = place(file);
                assert!(world.cloud().s3.corrupt(REPLICA, &key, &version));
            })
        },
        found: &["replica_bytes_differ"],
    },
];

async fn delete(world: &World, bucket: &str, file: &StoredFile) {
    let delete = world.cloud().objects().delete_object().bucket(bucket).key(place(file).0);
    delete.send().await.expect("deleted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_loss_is_in_the_report_of_the_next_night() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut files = Vec::new();
    for number in 0..=LOSSES.len() {
        files.push(stored(&world, &student, number).await);
    }
    let mut before = next_night(&world).await;
    assert!(before.is_sound(), "{:#}", before.report);
    assert_eq!(before.signed("files"), files.len());
    for (loss, file) in LOSSES.iter().zip(&files) {
        (loss.cause)(&world, file).await;
        let night = next_night(&world).await;
        let new: BTreeMap<String, u64> = news(&before.differences(), &night.differences());
        let expected: BTreeMap<String, u64> = counted(loss.found);
        assert_eq!(new, expected, "{}", loss.what);
        assert!(!night.is_sound());
        // It is this file, or its owner.
        for difference in found(&world, night.date).await {
            assert_eq!(difference.owner, Some(file.file.owner), "{}", loss.what);
            assert_eq!(difference.school.as_ref().map(ToString::to_string), Some("353301".into()));
        }
        before = night;
    }
}

/// What a later report has more than an earlier one. Fewer rows are told once: the day after, they
/// are as many as the day before.
fn news(before: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let more = |(kind, count): (&String, &u64)| {
        let had = before.get(kind).copied().unwrap_or_default();
        (*count > had).then(|| (kind.clone(), count - had))
    };
    now.iter().filter_map(more).collect()
}

/// Each once.
fn counted(kinds: &[&str]) -> BTreeMap<String, u64> {
    kinds.iter().map(|kind| ((*kind).to_owned(), 1)).collect()
}

/// Where not a trace is left of somebody, the night before still knows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_lost_with_every_trace_is_missed() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let other = world.student("student-2").await;
    let file = stored(&world, &student, 1).await;
    stored(&world, &other, 2).await;
    assert!(next_night(&world).await.is_sound());
    lose_every_trace(&world, &file).await;
    Table::lose(&world, &QuotaItem::at(file.file.owner)).await;
    let night = next_night(&world).await;
    assert_eq!(night.differences(), counted(&["fewer_rows", "item_missing"]));
    let owners: Vec<Option<AccountId>> =
        found(&world, night.date).await.into_iter().map(|one| one.owner).collect();
    assert_eq!(owners, [Some(account("student-1")); 2]);
}

/// What comes on the same day does not make up the number of what is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_lost_with_every_trace_is_missed_whatever_comes_the_same_day() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stored(&world, &student, 1).await;
    assert!(next_night(&world).await.is_sound());
    lose_every_trace(&world, &file).await;
    stored(&world, &student, 2).await;
    let night = next_night(&world).await;
    assert_eq!(night.differences(), counted(&["fewer_rows", "items_differ"]));
}

/// Row, vault and second copy know nothing of the file any more.
async fn lose_every_trace(world: &World, file: &StoredFile) {
    let (key, version) = place(file);
    for bucket in [VAULT, REPLICA] {
        assert!(world.cloud().s3.destroy_version(bucket, &key, &version));
    }
    Table::lose(world, &StoredFile::at(file.file)).await;
}

/// Bytes of owners of whom the table knows nothing, and objects that are nobody's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_without_an_owner_are_found() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = stored(&world, &student, 1).await;
    let put = |key: &str| {
        let put = world.cloud().objects().put_object().bucket(VAULT).key(key);
        put.body(b"bytes".to_vec().into()).send()
    };
    put("notes.txt").await.expect("taken");
    put("other/notes.txt").await.expect("taken");
    for key in [StoredFile::at(file.file), QuotaItem::at(file.file.owner)] {
        Table::lose(&world, &key).await;
    }
    let night = next_night(&world).await;
    let expected = BTreeMap::from([("row_missing".to_owned(), 3), ("item_missing".to_owned(), 1)]);
    assert_eq!(night.differences(), expected);
    let mut objects: Vec<String> =
        found(&world, night.date).await.into_iter().map(|one| one.object).collect();
    objects.sort();
    let space = QuotaItem::at(file.file.owner);
    let space = format!("{} {}", space.pk, space.sk);
    assert_eq!(objects, [space, place(&file).0, "notes.txt".to_owned(), "other/".to_owned()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hold_that_somebody_lifts_is_found() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    let held = text(&outcome, "document_file_id");
    select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    let clerk = world.teacher("outcome-submitter").await;
    let sent = delivered(&world, &clerk, Roster::LearningOutcomes).await;
    assert_eq!(sent["state"], "acknowledged");
    assert!(next_night(&world).await.is_sound());
    let (key, version) = place(&row(&world, &held).await);
    let off = ObjectLockLegalHold::builder().status(ObjectLockLegalHoldStatus::Off).build();
    let lift = world.cloud().objects().put_object_legal_hold().bucket(VAULT).key(key);
    lift.version_id(version).legal_hold(off).send().await.expect("lifted");
    let night = next_night(&world).await;
    assert_eq!(night.differences(), BTreeMap::from([("hold_missing".to_owned(), 1)]));
}

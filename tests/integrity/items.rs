//! Every loss of an item that was acknowledged is in the report of the next night: what lies in the
//! table is no file, and no bucket has a second copy of it.

use std::collections::BTreeMap;

use futures::future::BoxFuture;
use portfolio::{SchoolCode, account::Username, selections::Roster};
use serde_json::Value;
use store::{
    Key, Write,
    items::{
        Account, DiversePerformance, FrozenItem, LearningOutcome, Profile, QuotaItem, RosterRow,
        SchoolSelection, Selection, SemesterOutcomes, StoredFile, SubmissionBatch, person,
    },
};

use super::night::{found, next_night, row};
use crate::support::{
    Actor, SCHOOL, Table, World, account,
    items::{certified, delivered, pending, performance, performance_path, select, text},
};

/// What one student has, with everything that speaks of it.
struct Portfolio {
    sent: Value,
    waiting: Value,
    performance: Value,
    batch: Value,
}

async fn portfolio(world: &World, student: &Actor<'_>) -> Portfolio {
    let sent = certified(world, student).await;
    select(student, Roster::LearningOutcomes, &[&sent]).await;
    let clerk = world.teacher("outcome-submitter").await;
    let batch = delivered(world, &clerk, Roster::LearningOutcomes).await;
    let waiting = pending(world, student).await;
    let performance = performance(student, 115).await;
    Portfolio { sent, waiting, performance, batch }
}

/// One item that disappears, and what the next night says of it.
struct Loss {
    what: &'static str,
    at: for<'a> fn(&'a World, &'a Portfolio) -> BoxFuture<'a, Key>,
    found: &'static [(&'static str, u64)],
}

const ITEM: (&str, u64) = ("item_missing", 1);
const FEWER: (&str, u64) = ("fewer_items", 1);
const DIFFER: (&str, u64) = ("items_differ", 1);

const LOSSES: &[Loss] = &[
    Loss {
        what: "an outcome that waits",
        at: |_, owned| Box::pin(async { outcome(&owned.waiting) }),
        // Its file, and the number of the semester, still speak of it.
        found: &[ITEM, FEWER, DIFFER],
    },
    Loss {
        what: "an outcome that was sent",
        at: |_, owned| Box::pin(async { outcome(&owned.sent) }),
        found: &[ITEM, FEWER, DIFFER],
    },
    Loss {
        what: "a performance of which nothing speaks",
        at: |_, owned| {
            Box::pin(async {
                let id = text(&owned.performance, "id").parse().expect("an id");
                DiversePerformance::at(account(STUDENT), id)
            })
        },
        found: &[FEWER],
    },
    Loss {
        what: "what waits with the teacher",
        at: |world, _| Box::pin(first(world, person(account("course-teacher")), "CERT#")),
        found: &[ITEM],
    },
    Loss {
        what: "a selection, as the school sees it",
        at: |_, _| {
            Box::pin(async {
                let year = "115".parse().expect("a year");
                SchoolSelection::at(&school(), account(STUDENT), year, Roster::LearningOutcomes)
            })
        },
        found: &[ITEM],
    },
    Loss {
        what: "a batch that was sent",
        at: |_, owned| {
            Box::pin(async {
                let id = text(&owned.batch, "id").parse().expect("an id");
                SubmissionBatch::at(&school(), id)
            })
        },
        found: &[ITEM],
    },
    Loss {
        what: "a row of a batch that was sent",
        at: |world, owned| {
            let batch = text(&owned.batch, "id").parse().expect("an id");
            Box::pin(first(world, FrozenItem::partition(batch), FrozenItem::PREFIX))
        },
        found: &[ITEM],
    },
    Loss {
        what: "the account",
        at: |_, _| Box::pin(async { Account::at(&Username::typed(STUDENT).expect("a name")) }),
        found: &[ITEM],
    },
    Loss {
        what: "the profile",
        at: |_, _| Box::pin(async { Profile::at(account(STUDENT)) }),
        found: &[ITEM],
    },
    Loss {
        what: "the space",
        at: |_, _| Box::pin(async { QuotaItem::at(account(STUDENT)) }),
        found: &[ITEM],
    },
    Loss {
        what: "the row in the class list",
        at: |world, _| {
            Box::pin(async {
                let at = Profile::at(account(STUDENT));
                let profile: Option<Profile> = world.cloud().table().get(&at).await.expect("read");
                let Profile { class_name, seat, .. } = profile.expect("a profile");
                RosterRow::at(&school(), &class_name, seat, account(STUDENT))
            })
        },
        found: &[ITEM],
    },
    Loss {
        what: "the number of outcomes",
        at: |_, _| {
            Box::pin(async {
                SemesterOutcomes::at(account(STUDENT), "1151".parse().expect("a semester"))
            })
        },
        found: &[FEWER, DIFFER],
    },
    Loss {
        what: "the row of a file that an outcome names",
        at: |world, owned| {
            Box::pin(async {
                let file = row(world, &text(&owned.waiting, "document_file_id")).await;
                StoredFile::at(file.file)
            })
        },
        found: &[("row_missing", 1), ("fewer_rows", 1), ITEM, DIFFER],
    },
];

const STUDENT: &str = "student-1";

fn school() -> SchoolCode {
    SCHOOL.parse().expect("a code")
}

fn outcome(shown: &Value) -> Key {
    LearningOutcome::at(account(STUDENT), text(shown, "id").parse().expect("an id"))
}

/// Where the first of these items lies.
async fn first(world: &World, partition: String, prefix: &'static str) -> Key {
    let page = world.cloud().table().page(&partition, prefix, None, 1).await.expect("the table");
    page.found.keys().next().expect("an item").clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_item_that_disappears_is_in_the_report_of_the_next_night() {
    for loss in LOSSES {
        let world = World::new().await;
        let owned = portfolio(&world, &world.student(STUDENT).await).await;
        let before = next_night(&world).await;
        assert!(before.is_sound(), "{:#} {:#?}", before.report, found(&world, before.date).await);
        let key = (loss.at)(&world, &owned).await;
        Table::lose(&world, &key).await;
        let night = next_night(&world).await;
        let expected: BTreeMap<String, u64> =
            loss.found.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect();
        let differences = found(&world, night.date).await;
        assert_eq!(night.differences(), expected, "{}: {differences:#?}", loss.what);
        for one in differences {
            assert_eq!(one.owner, Some(account(STUDENT)), "{}", loss.what);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selection_that_the_school_sees_otherwise_is_found() {
    let world = World::new().await;
    let student = world.student(STUDENT).await;
    let outcome = certified(&world, &student).await;
    select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    assert!(next_night(&world).await.is_sound());
    let year = "115".parse().expect("a year");
    let at = Selection::at(account(STUDENT), year, Roster::LearningOutcomes);
    let other = Write::update("selection", at).set("version", 99);
    world.cloud().table().write(other).await.expect("the table");
    let night = next_night(&world).await;
    assert_eq!(night.differences(), BTreeMap::from([("items_differ".to_owned(), 1)]));
}

/// What its owner removes is not lost, on whichever day it was made, and hides nothing that is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_its_owner_removes_is_not_lost_and_hides_no_loss() {
    let world = World::new().await;
    let student = world.student(STUDENT).await;
    let [one, two, three] = [
        performance(&student, 115).await,
        performance(&student, 115).await,
        performance(&student, 115).await,
    ];
    assert!(next_night(&world).await.is_sound());
    student.delete(&performance_path(&student, &one)).await.expect(204);
    let short_lived = performance(&student, 115).await;
    student.delete(&performance_path(&student, &short_lived)).await.expect(204);
    assert!(next_night(&world).await.is_sound());
    assert!(next_night(&world).await.is_sound());
    student.delete(&performance_path(&student, &two)).await.expect(204);
    performance(&student, 115).await;
    let id = text(&three, "id").parse().expect("an id");
    Table::lose(&world, &DiversePerformance::at(account(STUDENT), id)).await;
    let night = next_night(&world).await;
    assert_eq!(night.differences(), BTreeMap::from([("fewer_items".to_owned(), 1)]));
}

//! Whatever an item is: one that disappears is in the report of the next night. A new type of item is
//! drawn in by saying where it lies.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use portfolio::{AccountId, BatchId};
use serde_json::Value;
use store::{
    Key, StoreError, Write,
    items::{
        AttendanceRecord, ConductRecord, Delegation, IntegrityDifference, IntegrityInventory,
        IntegrityOwners, IntegrityPart, MailSuppression, QuotaItem, SubmissionShard,
        SuppressionCause,
    },
};
use uuid::Uuid;

use super::night::{found, next_night};
use crate::{
    house::sources,
    stage::{Stage, examples},
    support::{Table, World, account},
};

/// Types of items that the table forgets by itself: nothing is lost with them that was acknowledged.
const FORGOTTEN: [&str; 9] = [
    "GONE#/",
    "INT#/INV#",
    "INT#/OWED#",
    "INT#/OWN#",
    "INT#/PART#",
    "LCK#/LCK",
    "USR#/IDM#",
    "USR#/REM#",
    "USR#/SES#",
];

/// A type of item, by what its partition and its name begin with, as its documentation says them; what
/// follows is said in angle brackets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    partition: String,
    name: String,
    whole: bool,
}

impl Kind {
    fn read(partition: &str, name: &str) -> Self {
        let begin = |text: &str| text.split('<').next().unwrap_or_default().to_owned();
        Self { partition: begin(partition), name: begin(name), whole: !name.contains('<') }
    }

    fn is_of(&self, (partition, name): &(String, String)) -> bool {
        let named = if self.whole { *name == self.name } else { name.starts_with(&self.name) };
        partition.starts_with(&self.partition) && named
    }

    fn said(&self) -> String {
        format!("{}/{}", self.partition, self.name)
    }
}

/// Every type of item, by the words "`partition` / `name`" of its documentation.
fn kinds() -> BTreeSet<Kind> {
    let mut kinds = BTreeSet::new();
    for (_, text) in sources(&["shared/store/items"]) {
        let said = text.lines().filter_map(|line| line.strip_prefix("///"));
        for line in said {
            let Some((before, after)) = line.split_once("` / `") else { continue };
            let partition = before.rsplit('`').next().unwrap_or_default();
            let name = after.split('`').next().unwrap_or_default();
            kinds.insert(Kind::read(partition, name));
        }
    }
    kinds
}

/// One item of each type that the table does not forget by itself.
fn one_of_each(table: &Table, kinds: &BTreeSet<Kind>) -> BTreeMap<String, Key> {
    let lasting = table.items().filter(|(_, item)| item["ttl"] == Value::Null);
    let mut each = BTreeMap::new();
    for (at, _) in lasting {
        let kind = kinds.iter().filter(|kind| kind.is_of(at)).max_by_key(|kind| kind.name.len());
        let kind = kind.unwrap_or_else(|| panic!("{at:?} is of no type"));
        each.entry(kind.said()).or_insert_with(|| Key::new(at.0.clone(), at.1.clone()));
    }
    each
}

/// What people write that the stage has not.
const WRITTEN: [&str; 5] = [
    "certifications.keep-phrases",
    "documents.change",
    "reminders.choose-mail",
    "school.change-settings",
    "school.change-window",
];

/// A world in which there is something of every type, the findings of a night too.
async fn full() -> World {
    let stage = Stage::new().await;
    for example in examples::all(&stage).iter().filter(|it| WRITTEN.contains(&it.function)) {
        let answer = stage.world.ask(&example.request(&stage)).await;
        assert!(answer.status < 300, "{}: {}", example.function, answer.body);
    }
    let batch = stage.delivered.parse().expect("a batch");
    let Stage { world, .. } = stage;
    for write in written_elsewhere(&world, batch) {
        world.cloud().table().write(write.expect("an item")).await.expect("the table");
    }
    // Something is missed for a night, and is there again.
    assert!(next_night(&world).await.is_sound());
    let whole = Table::read(&world).await;
    Table::lose(&world, &QuotaItem::at(account("student-1"))).await;
    assert!(!next_night(&world).await.is_sound());
    let quota = whole.only(&QuotaItem::at(account("student-1")));
    quota.put(&world).await;
    world
}

/// What other systems and rarer ways write.
fn written_elsewhere(world: &World, batch: BatchId) -> [Result<Write, StoreError>; 5] {
    let (student, teacher, now) =
        (account("student-1"), account("course-teacher"), world.clock.now());
    let semester = "1151".parse().expect("a semester");
    let delegation = Delegation {
        delegate: account("colleague"),
        teacher,
        starts_at: now,
        ends_at: now + SignedDuration::from_hours(24),
    };
    let absences = AttendanceRecord {
        student,
        semester,
        late: 1,
        truancy: 0,
        sick_leave: 0,
        official_leave: 0,
        personal_leave: 0,
        bereavement_leave: 0,
    };
    let merits = ConductRecord {
        student,
        semester,
        commendations: 1,
        minor_merits: 0,
        major_merits: 0,
        warnings: 0,
        minor_demerits: 0,
        major_demerits: 0,
    };
    let address_digest = MailSuppression::digest("someone@example.invalid");
    let cause = SuppressionCause::Bounce;
    let archive = SubmissionShard {
        batch,
        number: 1,
        name: "archive.zip".to_owned(),
        size: 1,
        upload: None,
        sha256: None,
        delivered: true,
    };
    [
        Write::put("delegation", &delegation),
        Write::put("absences", &absences),
        Write::put("merits", &merits),
        Write::put("suppressed", &MailSuppression { address_digest, cause, at: now }),
        Write::put("archive", &archive),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_item_of_whatever_type_that_disappears_is_in_the_report_of_the_next_night() {
    let world = full().await;
    let before = next_night(&world).await;
    assert!(before.is_sound(), "{:#?}", found(&world, before.date).await);
    let table = Table::read(&world).await;
    let kinds = kinds();
    let each = one_of_each(&table, &kinds);
    let met: BTreeSet<String> = each.keys().cloned().chain(FORGOTTEN.map(str::to_owned)).collect();
    assert_eq!(met, kinds.iter().map(Kind::said).collect());
    for (kind, key) in each {
        Table::lose(&world, &key).await;
        let night = next_night(&world).await;
        assert!(!night.is_sound(), "{kind} is missed by nobody: {key:?}");
        table.restore(&world).await;
    }
    assert!(next_night(&world).await.is_sound());
}

/// Something that nobody removes comes to a person.
async fn come(world: &World, number: u32) {
    let delegation = Delegation {
        delegate: account("student-1"),
        teacher: AccountId::new(Uuid::from_u128(u128::from(number))),
        starts_at: world.clock.now(),
        ends_at: world.clock.now(),
    };
    let write = Write::put("delegation", &delegation).expect("an item");
    world.cloud().table().write(write).await.expect("the table");
}

/// Where the night before keeps less than it did, nothing is known of what was lost since: that is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_night_that_forgot_something_is_found_out() {
    let world = full().await;
    let before = next_night(&world).await;
    assert!(before.is_sound());
    let partition = IntegrityPart::partition(before.date);
    let table = world.cloud().table();
    for prefix in [IntegrityInventory::PREFIX, IntegrityOwners::PREFIX] {
        let whole = Table::read(&world).await;
        let kept = table.partition(&partition, prefix).await.expect("the table");
        Table::lose(&world, kept.keys().next().expect("it keeps something")).await;
        let night = next_night(&world).await;
        let said = found(&world, night.date).await;
        let objects: Vec<&str> = said.iter().map(|one| one.object.as_str()).collect();
        assert_eq!(objects, [partition.as_str()], "{prefix}");
        whole.restore(&world).await;
    }
}

/// What is missed is not forgotten because a night went by: each says so again until it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missed_is_in_every_report_until_it_is_back() {
    let world = full().await;
    assert!(next_night(&world).await.is_sound());
    let table = Table::read(&world).await;
    let kinds = kinds();
    let mut each = one_of_each(&table, &kinds);
    // Here the report of a night is what there is to look at.
    each.remove("INTEGRITY/RPT#");
    for key in each.values() {
        Table::lose(&world, key).await;
    }
    // What comes on the same day, and on the next ones, hides nothing.
    come(&world, 1).await;
    let first = next_night(&world).await;
    let said = |found: Vec<IntegrityDifference>| -> BTreeSet<_> {
        found.into_iter().map(|one| (one.kind, one.owner, one.object)).collect()
    };
    let lost = said(found(&world, first.date).await);
    for number in 2..4 {
        come(&world, number).await;
        let again = next_night(&world).await;
        assert_eq!(said(found(&world, again.date).await), lost);
    }
    for key in each.values() {
        table.only(key).put(&world).await;
    }
    let mended = next_night(&world).await;
    assert!(mended.is_sound(), "{:#?}", found(&world, mended.date).await);
}

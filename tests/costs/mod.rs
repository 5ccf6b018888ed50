//! What each function costs: its calls of DynamoDB and S3 and the table's capacity units, counted
//! while a small school plays every function once. The table in `ARCHITECTURE.md` is what was
//! counted, and a function that is missing there is missing here.

mod background;
mod ledger;
mod staff;
mod student;

use std::fs;

use self::ledger::Ledger;
use crate::support::World;

/// Around the table.
const BEGIN: &str = "<!-- counted by the tests: begin -->\n";
const END: &str = "<!-- counted by the tests: end -->";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_function_costs_what_the_architecture_says() {
    let world = World::new().await;
    let mut ledger = Ledger::new(&world);
    student::play(&mut ledger).await;
    staff::play(&mut ledger).await;
    background::play(&mut ledger).await;
    let counted = ledger.table();
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ARCHITECTURE.md"));
    let page = page.expect("the page");
    let written = page.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
    let (written, _) = written.expect("the page has the table");
    assert!(written == counted, "ARCHITECTURE.md says otherwise; counted:\n{counted}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_reads_once_and_writes_once() {
    let world = World::new().await;
    let mut ledger = Ledger::new(&world);
    student::play(&mut ledger).await;
    staff::play(&mut ledger).await;
    assert_eq!(ledger.beyond_one_read_and_one_write(), EXCEPTIONS);
}

/// Requests that call more often: lists that show items of several partitions, batches, which are
/// checked with every student's items, and the confirmation of a file, which keeps a state before and
/// after its bytes move.
const EXCEPTIONS: [&str; 14] = [
    "central-submissions.freeze",
    "central-submissions.import-receipt",
    "central-submissions.items",
    "central-submissions.open",
    "central-submissions.show",
    "certifications.worklist",
    "files.confirm",
    "integrity.affected-students",
    "integrity.show-report",
    "school.issue-activation-codes",
    "school.selection-progress",
    "school.show-class-students",
    "school.show-staff",
    "students.submissions",
];

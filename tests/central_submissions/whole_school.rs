use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::{
    outbox::{delivered_files, ending, merkle_root, sheets, unpacked},
    roster::{OUTCOMES, outcome_clerk},
};
use crate::support::{
    Actor, World, crowd,
    items::{batch_path, open_batch, text, upload},
};

const STUDENTS: u32 = 1500;
/// All six that may be selected where `make bench` measures the steps in an optimised build, and two
/// where time is short.
const OUTCOMES_EACH: u32 = if cfg!(debug_assertions) { 2 } else { 6 };
const ITEMS: usize = (STUDENTS * OUTCOMES_EACH) as usize;

/// Says each step and how long it took.
struct Steps(Instant);

impl Steps {
    fn done(&mut self, what: &str) {
        println!("  {:>6.2} s  {what}", self.0.elapsed().as_secs_f64());
        self.0 = Instant::now();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_of_fifteen_hundred_students_is_submitted_whole() {
    let world = World::new().await;
    let mut steps = Steps(Instant::now());
    crowd::add(&world, STUDENTS, OUTCOMES_EACH).await;
    steps.done(&format!("{STUDENTS} students have selected {ITEMS} outcomes"));
    let clerk = outcome_clerk(&world).await;
    let batch = open_batch(&clerk, OUTCOMES).await;
    let path = batch_path(&batch);
    steps.done("a batch is opened with its pre-check");
    every_student_has_too_many(&world, &clerk, &path).await;
    steps.done("another rule would forbid it, and is taken back");
    assert_eq!((&batch["problems"], &batch["counts"]["items"]), (&json!([]), &json!(ITEMS)));

    let freeze = json!({ "version": batch["version"] });
    clerk.post(&format!("{path}/freeze"), freeze).await.expect(202);
    steps.done("it is checked again and frozen");
    world.drain().await;
    let sent = clerk.get(&path).await.expect(200);
    assert_eq!(sent["state"], "acknowledged");
    steps.done("rows and files are held, the package is built and delivered");
    everything_is_in_the_package(&world, &sent);
    steps.done("the package is read back");

    let keys: BTreeSet<String> =
        rows(&clerk, &path).await.iter().map(|row| text(row, "data_key")).collect();
    assert_eq!(keys.len(), ITEMS);
    steps.done("every row is listed");
    let receipt = upload(&world, &clerk, receipt(&keys), Purpose::CentralReceipt).await;
    let import = json!({ "file_id": receipt });
    let imported = clerk.post(&format!("{path}/receipts"), import).await.expect(200);
    steps.done("the receipt is imported");
    for counts in [&imported["counts"], &clerk.get(&path).await.expect(200)["counts"]] {
        let ends = ["received", "rejected", "missing"].map(|end| counts[end].as_u64());
        assert_eq!(ends, [Some(ITEMS as u64 - 2), Some(1), Some(1)]);
    }
    let mut results: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(&clerk, &path).await {
        *results.entry(text(&row, "result")).or_default() += 1;
    }
    let ends = [("missing", 1), ("received", ITEMS - 2), ("rejected", 1)];
    assert_eq!(results, ends.map(|(result, count)| (result.to_owned(), count)).into());
}

/// A rule that everybody breaks: the answer names so many that it can be handed on, and counts all.
async fn every_student_has_too_many(world: &World, clerk: &Actor<'_>, path: &str) {
    let administrator = world.teacher("administrator").await;
    let settings_path = "/api/schools/353301/settings";
    for (limit, found, named) in [(1, STUDENTS, 500), (6, 0, 0)] {
        let mut settings = administrator.get(settings_path).await.expect(200);
        settings["selected_outcomes_per_year"] = json!(limit);
        administrator.put(settings_path, settings).await.expect(200);
        let batch = clerk.get(path).await.expect(200);
        let counts = &batch["counts"];
        assert_eq!((&counts["problems"], &counts["forbidding"]), (&json!(found), &json!(found)));
        assert_eq!(batch["problems"].as_array().map(Vec::len), Some(named));
    }
}

/// Every file once, every row once, and the root over all of them.
fn everything_is_in_the_package(world: &World, batch: &Value) {
    let counts = &batch["counts"];
    assert_eq!((&counts["items"], &counts["files"]), (&json!(ITEMS), &json!(ITEMS)));
    let files = delivered_files(world, batch);
    let archive = unpacked(ending(&files, "353301_115_26_files_001.zip"));
    let contents: BTreeSet<&Vec<u8>> = archive.values().collect();
    assert_eq!((archive.len(), contents.len()), (ITEMS, ITEMS));
    let sheets = sheets(ending(&files, "353301_115_26.xlsx"));
    let lines: BTreeSet<&Vec<String>> = sheets[1].1[1..].iter().collect();
    assert_eq!(lines.len(), ITEMS);
    let manifest = ending(&files, "353301_115_26_manifest.jsonl");
    let leaves: Vec<&str> = std::str::from_utf8(manifest).expect("UTF-8").lines().collect();
    assert_eq!(leaves.len(), 2 * ITEMS);
    assert_eq!(text(batch, "root"), merkle_root(leaves.into_iter()));
}

/// Every row of the batch, page by page.
async fn rows(clerk: &Actor<'_>, path: &str) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    let mut after = String::new();
    loop {
        let page = clerk.get(&format!("{path}/items?limit=200{after}")).await.expect(200);
        rows.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(next) => after = format!("&cursor={next}"),
            None => return rows,
        }
    }
}

/// A receipt that leaves out the first row, and rejects the second.
fn receipt(keys: &BTreeSet<String>) -> Vec<u8> {
    let line = |(place, key): (usize, &String)| match place {
        1 => format!("{key},rejected,檔案無法開啟\n"),
        _ => format!("{key},received,\n"),
    };
    let lines = keys.iter().enumerate().skip(1).map(line);
    ["data_key,status,reason\n".to_owned()].into_iter().chain(lines).collect::<String>().into()
}

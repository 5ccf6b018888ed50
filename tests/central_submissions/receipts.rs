use local::cloud::{Fault, VAULT};
use portfolio::files::Purpose;
use serde_json::{Value, json};
use store::objects::object_key;

use super::roster::{PERFORMANCES, clerk, selected_performance};
use crate::support::{
    Actor, Answer, Held, World,
    items::{batch_path, delivered, performance, select, text, upload},
};

/// A batch of four rows that was delivered, and the data keys of its rows in the order of the list.
struct Sent<'w> {
    world: &'w World,
    clerk: Actor<'w>,
    path: String,
    keys: Vec<String>,
}

impl<'w> Sent<'w> {
    async fn new(world: &'w World) -> Self {
        selected_performance(world, "student-2", 10).await;
        let student = world.student("student-1").await;
        let mut items = Vec::new();
        for _ in 0..3 {
            items.push(performance(&student, 115).await);
        }
        select(&student, PERFORMANCES, &items.iter().collect::<Vec<_>>()).await;
        let clerk = clerk(world).await;
        let batch = delivered(world, &clerk, PERFORMANCES).await;
        let mut sent = Self { world, clerk, path: batch_path(&batch), keys: Vec::new() };
        sent.keys = sent.rows().await.iter().map(|row| text(row, "data_key")).collect();
        assert_eq!(sent.keys.len(), 4);
        sent
    }

    async fn rows(&self) -> Vec<Value> {
        let rows = self.clerk.get(&format!("{}/items", self.path)).await.expect(200);
        rows["items"].as_array().cloned().unwrap_or_default()
    }

    /// What became of each row.
    async fn results(&self) -> Vec<String> {
        self.rows().await.iter().map(|row| text(row, "result")).collect()
    }

    async fn try_import(&self, bytes: &[u8]) -> Answer {
        let receipt = Purpose::CentralReceipt;
        let file = upload(self.world, &self.clerk, bytes.to_vec(), receipt).await;
        self.clerk.post(&format!("{}/receipts", self.path), json!({ "file_id": file })).await
    }

    /// Imports these lines, and holds the counts to the rows.
    async fn import(&self, lines: &str) -> Value {
        let csv = format!("data_key,status,reason\n{lines}");
        let imported = self.try_import(csv.as_bytes()).await.expect(200);
        self.adds_up(&imported).await;
        imported
    }

    /// Every row is exactly one of received, rejected and missing, and the batch says how many.
    async fn adds_up(&self, imported: &Value) {
        let results = self.results().await;
        let batch = self.clerk.get(&self.path).await.expect(200);
        let mut all = 0;
        for result in ["received", "rejected", "missing"] {
            let count = results.iter().filter(|found| *found == result).count();
            assert_eq!(imported["counts"][result], count, "{imported}");
            assert_eq!(batch["counts"][result], count, "{batch}");
            all += count;
        }
        assert_eq!(all, results.len(), "{results:?}");
        let state =
            if results.iter().all(|it| it == "received") { "reconciled" } else { "discrepant" };
        assert_eq!((&imported["state"], &batch["state"]), (&json!(state), &json!(state)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_ends_as_received_rejected_or_missing_and_its_student_sees_it() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    assert_eq!(sent.results().await, ["waiting"; 4]);
    let [a, b, ..] = &sent.keys[..] else { panic!("four rows") };
    let said =
        sent.import(&format!("{a},received,\n{b},rejected,\"課程代碼不符, 請更正\"\n")).await;
    assert_eq!(said["unknown"], json!([]));
    assert_eq!(sent.results().await, ["received", "rejected", "missing", "missing"]);
    assert_eq!(sent.rows().await[1]["reason"], "課程代碼不符, 請更正");
    let mut seen = Vec::new();
    for username in ["student-1", "student-2"] {
        let student = world.student(username).await;
        let own = student.get("/api/students/{me}/submissions").await.expect(200);
        seen.extend(own["items"].as_array().cloned().unwrap_or_default());
        let teacher = world.teacher("homeroom-teacher").await;
        let path = format!("/api/students/{}/submissions", student.id);
        assert_eq!(teacher.get(&path).await.expect(200), own);
    }
    assert_eq!(seen.len(), 4);
    for row in sent.rows().await {
        let of = |item: &&Value| item["data_key"] == row["data_key"];
        let item = seen.iter().find(of).expect("its student sees it");
        assert_eq!((&item["result"], &item["reason"]), (&row["result"], &row["reason"]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn line_ends_marks_and_quotes_do_not_matter_and_twice_is_once() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let lines: Vec<String> = sent.keys.iter().map(|key| format!("\"{key}\",received,")).collect();
    let csv = format!("\u{feff}data_key,status,reason\r\n{}\r\n\r\n", lines.join("\r\n"));
    let imported = sent.try_import(csv.as_bytes()).await.expect(200);
    sent.adds_up(&imported).await;
    assert_eq!((&imported["state"], &imported["problems"]), (&json!("reconciled"), &json!([])));
    let batch = sent.clerk.get(&sent.path).await.expect(200);
    assert_eq!(sent.try_import(csv.as_bytes()).await.expect(200), imported);
    assert_eq!(sent.clerk.get(&sent.path).await.expect(200), batch);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_that_say_nothing_sound_are_named_and_count_for_no_row() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let [a, b, c, d] = &sent.keys[..] else { panic!("four rows") };
    let unknown = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let lines = [
        format!("{a},received,"),
        format!("{a},received,"),
        format!("{b},received,"),
        format!("{b},rejected,不符"),
        format!("{c},accepted,"),
        format!("{unknown},received,"),
        "kein Schlüssel,received,".to_owned(),
        format!("{d},rejected,過期,多一欄"),
    ];
    let said = sent.import(&(lines.join("\n") + "\n")).await;
    assert_eq!(said["unknown"], json!([{ "line": 7, "data_key": unknown }]));
    let problems: Vec<(u64, String)> = said["problems"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|problem| (problem["line"].as_u64().unwrap_or_default(), text(problem, "code")))
        .collect();
    let expected = [
        (3, "receipt.duplicate"),
        (4, "receipt.conflict"),
        (5, "receipt.conflict"),
        (6, "receipt.status"),
        (8, "receipt.data_key"),
        (9, "receipt.columns"),
    ];
    assert_eq!(problems, expected.map(|(line, code)| (line, code.to_owned())));
    assert_eq!(sent.results().await, ["received", "missing", "missing", "missing"]);
}

/// The receipt of something else: it names more lines than anybody reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_lines_of_no_use_the_first_are_named_and_all_are_counted() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let unknown = (0..600).map(|number| format!("{number:032},received,\n"));
    let unreadable = (0..700).map(|number| format!("{number},received,\n"));
    let said = sent.import(&unknown.chain(unreadable).collect::<String>()).await;
    let named = ["unknown", "problems"].map(|list| said[list].as_array().map(Vec::len));
    assert_eq!(named, [Some(500), Some(500)]);
    let counts = &said["counts"];
    assert_eq!((&counts["unknown"], &counts["problems"]), (&json!(600), &json!(700)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_later_receipt_adds_and_replaces() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let [a, b, c, d] = &sent.keys[..] else { panic!("four rows") };
    sent.import(&format!("{a},received,\n{b},rejected,不符\n")).await;
    let second = sent.import(&format!("{b},received,\n{c},received,\n")).await;
    assert_eq!(sent.results().await, ["received", "received", "received", "missing"]);
    assert_eq!(second["state"], "discrepant");
    assert_eq!(sent.rows().await[1]["reason"], Value::Null);
    assert_eq!(sent.import(&format!("{d},received,\n")).await["state"], "reconciled");
    assert_eq!(sent.import(&format!("{a},rejected,重複\n")).await["state"], "discrepant");
}

/// Two receipts are imported at the same time: the counts are those of the rows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_receipts_at_once_are_both_in_the_counts() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let [a, b, c, d] = &sent.keys[..] else { panic!("four rows") };
    let one = format!("data_key,status,reason\n{a},received,\n{b},rejected,不符\n");
    let other = format!("data_key,status,reason\n{c},received,\n{d},received,\n");
    let (first, second) =
        tokio::join!(sent.try_import(one.as_bytes()), sent.try_import(other.as_bytes()));
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(sent.results().await, ["received", "rejected", "received", "received"]);
    let batch = sent.clerk.get(&sent.path).await.expect(200);
    let counts = &batch["counts"];
    assert_eq!((&counts["received"], &counts["rejected"]), (&json!(3), &json!(1)));
    assert_eq!(counts["missing"], 0);
}

/// Another import writes its rows while this one is about to write its own, and dies before it has
/// counted them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_an_import_that_died_are_counted_by_the_next() {
    const IMPORT: &str = "central-submissions.import-receipt";
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let [a, b, c, d] = &sent.keys[..] else { panic!("four rows") };
    let one = format!("data_key,status,reason\n{a},received,\n{b},rejected,不符\n");
    let other = format!("data_key,status,reason\n{c},received,\n{d},received,\n");
    let held = Held::before(&world, IMPORT, "TransactWriteItems");
    let dies = held.meanwhile(async {
        world.cloud().faults.inject(|call| {
            let counts = call.function == Some(IMPORT) && call.operation == "PutItem";
            counts.then_some(Fault::FailBefore)
        });
        sent.try_import(other.as_bytes()).await.refused(503, "unavailable");
        world.cloud().faults.clear();
    });
    let (imported, ()) = tokio::join!(sent.try_import(one.as_bytes()), dies);
    sent.adds_up(&imported.expect(200)).await;
    assert_eq!(sent.results().await, ["received", "rejected", "received", "received"]);
}

/// A receipt whose bytes are not those that were stored says nothing of any row.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_whose_bytes_are_others_is_not_read() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let csv = format!("data_key,status,reason\n{},received,\n", sent.keys[0]).into_bytes();
    let file = upload(&world, &sent.clerk, csv, Purpose::CentralReceipt).await;
    let key = object_key(file.parse().expect("a file's id"));
    let versions = world.cloud().s3.versions(VAULT);
    let stored = versions.iter().find(|version| version.key == key).expect("it is stored");
    assert!(world.cloud().s3.corrupt(VAULT, &key, &stored.version_id));
    let receipts = format!("{}/receipts", sent.path);
    let answer = sent.clerk.post(&receipts, json!({ "file_id": file })).await;
    answer.refused(503, "unavailable");
    assert_eq!(sent.results().await, ["waiting"; 4]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_ones_own_stored_receipt_is_read() {
    let world = World::new().await;
    let sent = Sent::new(&world).await;
    let csv = b"data_key,status,reason\n".to_vec();
    let colleague = world.teacher("outcome-submitter").await;
    let anothers = upload(&world, &colleague, csv, Purpose::CentralReceipt).await;
    for file in [anothers.as_str(), "fil_1", ""] {
        let path = format!("{}/receipts", sent.path);
        let refused = sent.clerk.post(&path, json!({ "file_id": file })).await;
        let refused = refused.refused(422, "input.invalid");
        assert_eq!(refused["fields"][0]["field"], "file_id");
    }
    sent.try_import(b"data_key,status,reason\n\xaa\xac,received\n")
        .await
        .refused(422, "receipt.not_utf8");
    sent.try_import("鍵,狀態,原因\n".as_bytes()).await.refused(422, "receipt.header");
}

use std::collections::BTreeMap;

use portfolio::files::Purpose;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    outbox::{delivered_files, ending, merkle_root, sheets, unpacked},
    roster::{
        OUTCOMES, PERFORMANCES, clerk, outcome_clerk, performance_with_files, selected_performance,
    },
};
use crate::support::{
    Actor, World,
    items::{
        batch_path, delivered, document, outcome_body, outcome_path, performance, select, sound,
        text, upload,
    },
};

const REMARKS: [&str; 8] = [
    "DataKey",
    "備註(學生姓名)",
    "備註(資料當學期班級)",
    "備註(資料當學期座號)",
    "備註(資料當學期學號)",
    "備註(資料次學期班級)",
    "備註(資料次學期座號)",
    "備註(資料次學期學號)",
];

/// An outcome with a document and a sound of its own, certified.
async fn outcome(world: &World, student: &Actor<'_>, content: &str) -> Value {
    let purpose = Purpose::LearningOutcome;
    let document = upload(world, student, document(content), purpose).await;
    let media = upload(world, student, sound(content), purpose).await;
    let body = outcome_body(Some(&document), Some(&media));
    let path = "/api/students/{me}/learning-outcomes";
    let outcome = student.post(path, body).await.expect(201);
    let path = outcome_path(student, &outcome);
    let version = json!({ "version": 1 });
    student.post(&format!("{path}/certification-request"), version).await.expect(200);
    let decision = json!({ "decision": "certified", "version": 2 });
    let teacher = world.teacher("course-teacher").await;
    teacher.post(&format!("{path}/certification"), decision).await.expect(200)
}

/// The data key of each item of a batch, by the item's id.
async fn data_keys(clerk: &Actor<'_>, batch: &Value) -> BTreeMap<String, String> {
    let rows = clerk.get(&format!("{}/items?limit=200", batch_path(batch))).await.expect(200);
    let rows = rows["items"].as_array().expect("rows").iter();
    rows.map(|row| (text(row, "item_id"), text(row, "data_key"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_roster_of_outcomes_has_the_sheets_and_columns_that_are_exchanged() {
    let world = World::new().await;
    let (second, first) = (world.student("student-2").await, world.student("student-1").await);
    let of_second = outcome(&world, &second, "seat 2").await;
    let of_first = outcome(&world, &first, "seat 1").await;
    select(&second, OUTCOMES, &[&of_second]).await;
    select(&first, OUTCOMES, &[&of_first]).await;
    let clerk = outcome_clerk(&world).await;
    let batch = delivered(&world, &clerk, OUTCOMES).await;
    let keys = data_keys(&clerk, &batch).await;
    let files = delivered_files(&world, &batch);
    let sheets = sheets(ending(&files, "353301_115_26.xlsx"));

    let own: [(&str, &[&str]); 6] = [
        (
            "學期課程學習成果",
            &["實際修課學期", "課程代碼", "科目名稱", "開課年級", "修課學分", "成果簡述"],
        ),
        (
            "補修課程學習成果",
            &[
                "應修課學年度",
                "應修課學期",
                "實際修課學期",
                "課程代碼",
                "科目名稱",
                "開課年級",
                "修課學分",
                "補修方式",
                "成果簡述",
            ],
        ),
        (
            "重修課程學習成果",
            &[
                "原修課學年度",
                "原修課學期",
                "實際修課學期",
                "原修課課程代碼",
                "原修課科目名稱",
                "原修課開課年級",
                "原修課修課學分",
                "重修方式",
                "成果簡述",
            ],
        ),
        (
            "重讀課程學習成果",
            &["實際修課學期", "課程代碼", "科目名稱", "開課年級", "修課學分", "成果簡述"],
        ),
        (
            "轉學轉科課程學習成果",
            &[
                "原修課學校代碼",
                "原修課學年度",
                "原修課學期",
                "原修課課程代碼",
                "原修課科目名稱",
                "原修課開課年級",
                "原修課修課學分",
                "成果簡述",
            ],
        ),
        (
            "借讀課程學習成果",
            &[
                "借讀學校代碼",
                "借讀修課學年度",
                "借讀修課學期",
                "借讀校課程代碼",
                "借讀校科目名稱",
                "借讀校開課年級",
                "借讀校修課學分",
                "成果簡述",
            ],
        ),
    ];
    let cover = ("封面".to_owned(), lines(&[COVER, &["353301", "115", "0", "26"]]));
    assert_eq!(sheets[0], cover);
    assert_eq!(sheets.len(), 7);
    for ((name, lines), (expected, own)) in sheets[1..].iter().zip(own) {
        assert_eq!((name.as_str(), &lines[0]), (expected, &titles(own)));
        let rows = if expected == "學期課程學習成果" { 2 } else { 0 };
        assert_eq!(lines.len(), 1 + rows, "{name}");
    }
    // By class and seat; zeros and codes stay as they are.
    for (line, (outcome, seat)) in
        sheets[1].1[1..].iter().zip([(&of_first, "1"), (&of_second, "2")])
    {
        let key = &keys[&text(outcome, "id")];
        let expected = [
            &format!("A1111222{seat}0"),
            "2010/09/01",
            "1",
            "110353301H11101A1010101",
            "國語文",
            "1",
            "4",
            "以雷射量測狹縫間距。",
            &format!("{key}/document_報告.pdf"),
            &format!("{key}/media_錄音.mp3"),
            key,
            &format!("student-{seat}"),
            "101",
            seat,
            &format!("11500000{seat}"),
            "",
            "",
            "",
        ];
        assert_eq!(*line, expected);
    }
}

/// The titles of a sheet of outcomes with these columns of its own.
fn titles(own: &[&str]) -> Vec<String> {
    let links = ["文件檔案連結", "影音檔案連結"];
    owned(&[&["身分證號", "出生日期"], own, &links, &REMARKS].concat())
}

const COVER: &[&str] = &["學校代碼", "學年度", "學期", "名冊別"];

fn owned(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn lines(lines: &[&[&str]]) -> Vec<Vec<String>> {
    lines.iter().map(|line| owned(line)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_roster_of_performances_has_ten_sheets_after_the_cover() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let item = performance_with_files(&world, &student, "光影之間", 10).await;
    select(&student, PERFORMANCES, &[&item]).await;
    let clerk = clerk(&world).await;
    let batch = delivered(&world, &clerk, PERFORMANCES).await;
    let key = &data_keys(&clerk, &batch).await[&text(&item, "id")];
    let sheets = sheets(ending(&delivered_files(&world, &batch), "353301_115_25.xlsx"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "封面",
        "幹部經歷暨事蹟",
        "競賽參與",
        "檢定證照",
        "服務學習",
        "彈性學習時間",
        "團體活動時間",
        "職場學習",
        "作品成果",
        "大學及技專校院先修課程",
        "其他多元表現",
    ];
    assert_eq!(names, expected);
    assert_eq!(sheets[0].1, lines(&[COVER, &["353301", "115", "0", "25"]]));
    let own = ["名稱", "日期", "內容簡述"];
    let links = ["證明文件連結", "影音檔案連結", "外部影音連結"];
    let titles = [&["身分證號", "出生日期"][..], &own, &links, &REMARKS].concat();
    let row = [
        "A111122210",
        "2010/09/01",
        "光影之間",
        "2026/10/02",
        "針孔相機的一天。",
        &format!("{key}/document_報告.pdf"),
        &format!("{key}/media_錄音.mp3"),
        "",
        key,
        "student-1",
        "101",
        "1",
        "115000001",
        "",
        "",
        "",
    ];
    assert_eq!(sheets[8].1, lines(&[&titles, &row]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_archive_holds_every_file_as_it_was_uploaded() {
    let world = World::new().await;
    let mut expected = BTreeMap::new();
    let mut items = Vec::new();
    for username in ["student-1", "student-2"] {
        let student = world.student(username).await;
        let name = format!("of {username}");
        // More than one part of the upload.
        let item = performance_with_files(&world, &student, &name, 9 << 20).await;
        let bare = performance(&student, 115).await;
        select(&student, PERFORMANCES, &[&item, &bare]).await;
        items.push((text(&item, "id"), name));
    }
    let clerk = clerk(&world).await;
    let batch = delivered(&world, &clerk, PERFORMANCES).await;
    assert_eq!((&batch["counts"]["items"], &batch["counts"]["files"]), (&json!(4), &json!(4)));
    let keys = data_keys(&clerk, &batch).await;
    for (item, name) in items {
        let key = &keys[&item];
        expected.insert(format!("{key}/document_報告.pdf"), document(&name));
        expected.insert(format!("{key}/media_錄音.mp3"), super::roster::loud(&name, 9 << 20));
    }
    let files = delivered_files(&world, &batch);
    let archive = ending(&files, "353301_115_25_files_001.zip");
    let unpacked = unpacked(archive);
    assert_eq!(unpacked.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(unpacked == expected, "other bytes than were uploaded");
    for header in headers(archive) {
        let at = |from: usize| u16::from_le_bytes([header[from], header[from + 1]]);
        assert_eq!(at(8), 0, "stored, not deflated");
        assert_eq!(at(6) & (1 << 11), 1 << 11, "the name is UTF-8");
        assert_eq!((at(10), at(12)), (0, (1 << 5) | 1), "1980-01-01, whatever the clock says");
    }
}

/// The local headers of an archive, as they follow each other.
fn headers(archive: &[u8]) -> Vec<&[u8]> {
    let mut headers = Vec::new();
    let mut at = 0;
    while archive[at..].starts_with(b"PK\x03\x04") {
        let header = &archive[at..at + 30];
        let two = |from: usize| usize::from(u16::from_le_bytes([header[from], header[from + 1]]));
        let size = u32::from_le_bytes([header[18], header[19], header[20], header[21]]);
        at += 30 + two(26) + two(28) + usize::try_from(size).expect("a size");
        headers.push(header);
    }
    assert!(!headers.is_empty(), "no headers");
    headers
}

/// The manifest is written here by hand from what is known of the row, and hashed as RFC 6962 says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_manifest_and_its_root_follow_from_the_rows_alone() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let item = performance_with_files(&world, &student, "光影之間", 10).await;
    select(&student, PERFORMANCES, &[&item]).await;
    let clerk = clerk(&world).await;
    let batch = delivered(&world, &clerk, PERFORMANCES).await;
    let id = text(&item, "id");
    let key = &data_keys(&clerk, &batch).await[&id];

    let sha256 = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let (pdf, mp3) = (document("光影之間"), super::roster::loud("光影之間", 10));
    let file = |name: &str, bytes: &[u8], kind: &str, role: &str| {
        format!(
            r#"{{"file_name":"{name}","media_type":"{kind}","role":"{role}","sha256":"{}","size":{}}}"#,
            sha256(bytes),
            bytes.len(),
        )
    };
    let row = format!(
        r#"{{"content":{{"performance":{{"external_url":null,"fields":{{"date":"2026-10-02","description":"針孔相機的一天。","name":"光影之間"}},"kind":"creative_work"}}}},"data_key":"{key}","files":[{},{}],"item":"{id}","student":{{"birth_date":"2010-09-01","class_name":"101","id_number":"A111122210","name":"student-1","number":"115000001","seat":1}}}}"#,
        file("報告.pdf", &pdf, "application/pdf", "document"),
        file("錄音.mp3", &mp3, "audio/mpeg", "media"),
    );
    let of_file = |role: &str, bytes: &[u8]| {
        format!(
            r#"{{"data_key":"{key}","kind":"file","role":"{role}","sha256":"{}","size":{}}}"#,
            sha256(bytes),
            bytes.len(),
        )
    };
    let of_row =
        format!(r#"{{"data_key":"{key}","kind":"row","sha256":"{}"}}"#, sha256(row.as_bytes()));
    let mut expected = vec![of_file("document", &pdf), of_file("media", &mp3), of_row];
    expected.sort();
    let files = delivered_files(&world, &batch);
    let manifest = ending(&files, "353301_115_25_manifest.jsonl");
    let manifest = std::str::from_utf8(manifest).expect("UTF-8");
    assert_eq!(manifest.lines().collect::<Vec<_>>(), expected);
    assert!(manifest.ends_with('\n'));
    let leaves = expected.iter().map(String::as_str);
    assert_eq!(text(&batch, "root"), merkle_root(leaves));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_submitter_downloads_every_file_of_the_package() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    let batch = delivered(&world, &clerk, PERFORMANCES).await;
    let files = delivered_files(&world, &batch);
    for (name, bytes) in &files {
        let path = format!("{}/files/{name}", batch_path(&batch));
        let file = clerk.get(&path).await.expect(200);
        let (status, read) = world.fetch(&text(&file, "url")).await;
        assert_eq!((status, &read), (200, bytes), "{name}");
        assert_eq!((&file["size"], &file["name"]), (&json!(bytes.len()), &json!(name)));
        assert_eq!(file["sha256"], hex::encode(Sha256::digest(bytes)));
        outcome_clerk(&world).await.get(&path).await.refused(403, "forbidden");
    }
    let path = format!("{}/files/353301_115_26.xlsx", batch_path(&batch));
    clerk.get(&path).await.refused(404, "not_found");
}

//! Made-up rows for the tests of this module. The identity numbers are no valid ones.

use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;

use super::{
    DataKey, Digest, FrozenContent, FrozenFile, FrozenOutcome, FrozenPerformance, FrozenRow,
    FrozenStudent, ItemId, OutcomeSheet, Scope,
};
use crate::{
    AccountId, LearningOutcomeId, PerformanceId, SchoolYear, diverse_performances::PerformanceKind,
    selections::Roster,
};

pub fn scope(roster: Roster) -> Scope {
    let school = "353301".parse().unwrap();
    Scope { school, year: SchoolYear::new(115).unwrap(), roster }
}

pub fn outcome_id(n: u128) -> ItemId {
    ItemId::Outcome(LearningOutcomeId::new(Uuid::from_u128(n)))
}

pub fn performance_id(n: u128) -> ItemId {
    ItemId::Performance(PerformanceId::new(Uuid::from_u128(n)))
}

pub fn outcome_content() -> FrozenOutcome {
    FrozenOutcome {
        sheet: OutcomeSheet::Semester,
        semester: "1151".parse().unwrap(),
        course_code: "115353301H11101A1010101".to_owned(),
        course_name: "國語文".to_owned(),
        grade: 1,
        credits: 4.0,
        description: "以報導文學記錄學校旁的老市場。".to_owned(),
    }
}

pub fn outcome(n: u128) -> FrozenRow {
    let media = n.is_multiple_of(2).then(|| file(&format!("朗讀{n}.mp3"), &bytes(n + 1000)));
    row(outcome_id(n), FrozenContent::Outcome(outcome_content()), n, media)
}

pub fn outcomes(count: u128) -> Vec<FrozenRow> {
    (1..=count).map(outcome).collect()
}

pub fn performance(n: u128) -> FrozenRow {
    let fields = json!({
        "name": "社區圖書館志工", "organisation": "示範社區圖書館", "start_date": "2026-07-01",
        "end_date": "2026-07-31", "hours": 12.5, "description": "整理童書並帶領故事時間。",
    });
    let content = FrozenPerformance {
        kind: PerformanceKind::ServiceLearning,
        fields: fields.as_object().unwrap().clone(),
        external_url: Some("https://video.example.test/watch?v=1".to_owned()),
    };
    row(performance_id(n), FrozenContent::Performance(content), n, None)
}

/// The bytes of the document of the row made with this number.
pub fn bytes(n: u128) -> Vec<u8> {
    format!("document {n}").repeat(1 + (n as usize) % 7).into_bytes()
}

pub fn file(name: &str, bytes: &[u8]) -> FrozenFile {
    FrozenFile {
        file_name: name.to_owned(),
        size: bytes.len() as u64,
        sha256: Digest::of(bytes),
        media_type: "application/pdf".to_owned(),
        object_key: format!("vault/{name}"),
    }
}

fn row(item: ItemId, content: FrozenContent, n: u128, media: Option<FrozenFile>) -> FrozenRow {
    FrozenRow {
        data_key: DataKey::of(&scope(item.roster()), item),
        item,
        student: student(n),
        content,
        document: Some(file(&format!("報告{n}.pdf"), &bytes(n))),
        media,
    }
}

fn student(n: u128) -> FrozenStudent {
    FrozenStudent {
        account: AccountId::new(Uuid::from_u128(n)),
        id_number: format!("A0{n:08}"),
        birth_date: date(2009, 3, 5),
        name: format!("示範生{n}"),
        class_name: Some(format!("高一{}班", n % 2 + 1)),
        seat: Some(n as u32),
        number: format!("0115{n:05}"),
    }
}

use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::{client::Client, uploads::upload};
use crate::support::items::text;

/// Imports receipts of a batch: a first that names some of the rows, then one that names all, the
/// first once more, and one of them twice.
pub async fn import(me: &mut Client, path: &str) {
    let Some(listed) = me.get(&format!("{path}/items")).await else { return };
    let rows = listed["items"].as_array().cloned().unwrap_or_default();
    let some: Vec<Value> = rows.iter().filter(|_| me.chance.bool()).cloned().collect();
    let mut files = Vec::new();
    for rows in [&some, &rows] {
        let bytes = written(me, rows);
        files.extend(upload(me, Purpose::CentralReceipt, bytes).await.map(|it| it.file));
    }
    if files.is_empty() {
        return;
    }
    for _ in 0..me.chance.u32(1..4) {
        let file = &files[me.chance.usize(..files.len())];
        let body = json!({ "file_id": file });
        me.ask("POST", &format!("{path}/receipts"), Some(body), None).await;
        me.dawdle().await;
    }
}

/// What the central database says: most rows are received, some are refused.
fn written(me: &mut Client, rows: &[Value]) -> Vec<u8> {
    let mut lines = "data_key,status,reason\n".to_owned();
    for row in rows {
        let key = text(row, "data_key");
        match me.chance.u32(..6) {
            0 => lines.push_str(&format!("{key},rejected,課程代碼不符\n")),
            _ => lines.push_str(&format!("{key},received,\n")),
        }
    }
    lines.into_bytes()
}

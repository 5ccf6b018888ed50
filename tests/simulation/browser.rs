use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::{
    client::Client,
    uploads::{Shelf, put, some_document, upload},
};
use crate::support::{COURSE, OTHER_COURSE, items::text};

const OUTCOMES: &str = "/api/students/{me}/learning-outcomes";
const PERFORMANCES: &str = "/api/students/{me}/diverse-performances";

/// A student who works at the portfolio in so many steps: brings files, makes, changes and removes
/// what uses them, asks for certification, selects; and sends old things again.
pub async fn student(mut me: Client, shelf: Shelf, steps: u32) {
    bring_outcome(&mut me, &shelf).await;
    for _ in 0..steps {
        me.dawdle().await;
        match me.chance.u32(..100) {
            0..12 => {
                let bytes = some_document(&mut me);
                if let Some(brought) = upload(&mut me, Purpose::LearningOutcome, bytes).await {
                    shelf.add(brought);
                }
            }
            12..28 => bring_outcome(&mut me, &shelf).await,
            28..40 => bring_performance(&mut me, &shelf).await,
            40..65 => work_on_outcome(&mut me, &shelf).await,
            65..80 => select(&mut me).await,
            80..86 => give_up_file(&mut me, &shelf).await,
            86..91 => send_again(&mut me, &shelf).await,
            _ => me.repeat().await,
        }
    }
    select(&mut me).await;
}

/// A file, an outcome that uses it, and mostly the request for its certification.
async fn bring_outcome(me: &mut Client, shelf: &Shelf) {
    let Some(file) = some_file(me, shelf, Purpose::LearningOutcome).await else { return };
    let course = if me.chance.bool() { COURSE } else { OTHER_COURSE };
    let body = json!({
        "semester": "1151",
        "course_id": course,
        "title": format!("實驗 {}", me.chance.u32(..1000)),
        "description": "以雷射量測狹縫間距。",
        "document_file_id": file,
        "media_file_id": null,
    });
    let key = me.chance.u64(..).to_string();
    let made = me.ask("POST", OUTCOMES, Some(body), Some(key)).await;
    let Some(made) = made.filter(|made| made.status == 201) else { return };
    if me.chance.u32(..4) > 0 {
        request_certification(me, &made.body).await;
    }
}

async fn request_certification(me: &mut Client, outcome: &Value) {
    let path = format!("{OUTCOMES}/{}/certification-request", text(outcome, "id"));
    me.ask("POST", &path, Some(json!({ "version": outcome["version"] })), None).await;
}

/// A performance of one's own, mostly with a file.
async fn bring_performance(me: &mut Client, shelf: &Shelf) {
    let file = some_file(me, shelf, Purpose::DiversePerformance).await;
    let body = json!({
        "kind": "creative_work",
        "year": 115,
        "fields": {
            "name": format!("光影 {}", me.chance.u32(..1000)),
            "date": "2026-10-02",
            "description": "針孔相機的一天。",
        },
        "document_file_id": file,
    });
    let key = me.chance.u64(..).to_string();
    me.ask("POST", PERFORMANCES, Some(body), Some(key)).await;
}

/// One that was brought before and may be free, or a new one.
async fn some_file(me: &mut Client, shelf: &Shelf, purpose: Purpose) -> Option<String> {
    if me.chance.u32(..4) > 0 {
        let bytes = some_document(me);
        shelf.add(upload(me, purpose, bytes).await?);
    }
    shelf.latest(purpose, &mut me.chance)
}

/// Looks at the list and does something with one of them, as its state allows.
async fn work_on_outcome(me: &mut Client, shelf: &Shelf) {
    let Some(list) = me.get(OUTCOMES).await else { return };
    let items = list["items"].as_array().cloned().unwrap_or_default();
    if items.is_empty() {
        return;
    }
    let outcome = &items[me.chance.usize(..items.len())];
    let (path, version) = (format!("{OUTCOMES}/{}", text(outcome, "id")), &outcome["version"]);
    let state = text(outcome, "state");
    me.dawdle().await;
    match (state.as_str(), me.chance.u32(..10)) {
        ("draft" | "returned", 0..3) => request_certification(me, outcome).await,
        ("draft" | "returned", 3..5) => {
            me.ask("DELETE", &format!("{path}?version={version}"), None, None).await;
        }
        ("pending", 0..2) => {
            let path = format!("{path}/certification-request?version={version}");
            me.ask("DELETE", &path, None, None).await;
        }
        ("certified", 0..6) => {}
        (_, draw) => {
            let mut file = outcome["document_file_id"].as_str().map(str::to_owned);
            if draw >= 6 {
                file = some_file(me, shelf, Purpose::LearningOutcome).await.or(file);
            }
            let body = json!({
                "title": format!("實驗 {}", me.chance.u32(..1000)),
                "description": outcome["description"],
                "document_file_id": file,
                "media_file_id": null,
                "version": version,
            });
            me.ask("PUT", &path, Some(body), None).await;
        }
    }
}

/// Selects some of what can be selected; of one roster or the other.
async fn select(me: &mut Client) {
    let (all, roster) = match me.chance.bool() {
        true => (OUTCOMES, "learning-outcomes"),
        false => (PERFORMANCES, "diverse-performances"),
    };
    let path = format!("/api/students/{{me}}/selections/115/{roster}");
    let Some(stands) = me.get(&path).await else { return };
    let Some(list) = me.get(all).await else { return };
    let items = list["items"].as_array().into_iter().flatten();
    let fit = items.filter(|item| item["state"].is_null() || item["state"] == "certified");
    let mut ids: Vec<String> = fit.map(|item| text(item, "id")).collect();
    me.chance.shuffle(&mut ids);
    ids.truncate(me.chance.usize(1..4));
    let body = json!({ "ids": ids, "version": stands["version"] });
    me.ask("PUT", &path, Some(body), None).await;
}

async fn give_up_file(me: &mut Client, shelf: &Shelf) {
    if let Some(brought) = shelf.any(&mut me.chance) {
        me.ask("DELETE", &format!("/api/files/{}", brought.file), None, None).await;
    }
}

/// An address that was signed long ago is used once more.
async fn send_again(me: &mut Client, shelf: &Shelf) {
    if let Some(brought) = shelf.any(&mut me.chance) {
        put(me, &brought).await;
    }
}

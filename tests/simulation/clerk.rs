use serde_json::{Value, json};

use super::{client::Client, receipt::import};
use crate::support::items::{BATCHES, text};

/// Whoever submits a roster: opens a batch when students have selected, freezes it, waits until it
/// is delivered and imports what the central database says of it; then the next.
pub async fn clerk(mut me: Client, roster: &'static str, batches: u32) {
    for number in 0..batches {
        me.pause(50 * 60, 150 * 60).await;
        let Some(path) = open(&mut me, roster, number).await else { continue };
        if !freeze(&mut me, &path).await {
            continue;
        }
        for _ in 0..10 {
            me.pause(60, 30 * 60).await;
            let Some(batch) = me.get(&path).await else { continue };
            if text(&batch, "state") == "acknowledged" {
                import(&mut me, &path).await;
                break;
            }
        }
    }
}

/// Where the batch lies that is under way.
async fn open(me: &mut Client, roster: &str, number: u32) -> Option<String> {
    let body = json!({ "year": 115, "roster": roster });
    let opened = me.ask("POST", BATCHES, Some(body), Some(number.to_string())).await?;
    if opened.status == 202 {
        return Some(format!("{BATCHES}/{}", text(&opened.body, "id")));
    }
    let listed = me.get(BATCHES).await?;
    let mut all = listed["items"].as_array().into_iter().flatten();
    let under_way = |it: &&Value| {
        let is_of = it["year"] == 115 && it["roster"] == roster;
        is_of && matches!(text(it, "state").as_str(), "open" | "frozen")
    };
    Some(format!("{BATCHES}/{}", text(all.find(under_way)?, "id")))
}

/// Presses the button, after a look, until there is nothing left that hinders it.
async fn freeze(me: &mut Client, path: &str) -> bool {
    for _ in 0..3 {
        let Some(batch) = me.get(path).await else { continue };
        if text(&batch, "state") != "open" {
            return true;
        }
        let body = json!({ "version": batch["version"] });
        let frozen = me.ask("POST", &format!("{path}/freeze"), Some(body), None).await;
        if frozen.is_some_and(|answer| answer.status == 202) {
            return true;
        }
        me.pause(10 * 60, 40 * 60).await;
    }
    false
}

/// Presses the button again at what was frozen and is not sent.
pub async fn finish(mut me: Client) {
    let Some(listed) = me.get(BATCHES).await else { return };
    for batch in listed["items"].as_array().into_iter().flatten() {
        if text(batch, "state") == "frozen" {
            let path = format!("{BATCHES}/{}/freeze", text(batch, "id"));
            me.ask("POST", &path, Some(json!({ "version": batch["version"] })), None).await;
        }
    }
}

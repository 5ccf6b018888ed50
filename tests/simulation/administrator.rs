use serde_json::{Value, json};

use super::client::Client;

const WINDOWS: [&str; 3] =
    ["outcome_upload/1151", "outcome_selection/115", "performance_selection/115"];
/// When the windows close in the end.
const CLOSES: &str = "2026-12-20T00:00:00+08:00";

/// An administrator who closes a window too early, and opens it again.
pub async fn administrator(mut me: Client) {
    me.pause(20 * 60, 3 * 60 * 60).await;
    let window = WINDOWS[me.chance.usize(..WINDOWS.len())];
    change(&mut me, window, "2026-11-23T10:30:00+08:00").await;
    me.pause(60, 40 * 60).await;
    for _ in 0..6 {
        if change(&mut me, window, CLOSES).await {
            return;
        }
    }
}

/// Whether the window closes then.
async fn change(me: &mut Client, window: &str, closes_at: &str) -> bool {
    let Some(stands) = me.get("/api/schools/353301/windows").await else { return false };
    let (kind, period) = window.split_once('/').unwrap_or_default();
    let is_it = |it: &&Value| it["kind"] == kind && it["period"] == period;
    let found = stands["items"].as_array().into_iter().flatten().find(is_it);
    let version = found.map_or(json!(0), |found| found["version"].clone());
    let body = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": closes_at,
        "version": version,
    });
    let path = format!("/api/schools/353301/windows/{window}");
    let changed = me.ask("PUT", &path, Some(body), None).await;
    changed.is_some_and(|answer| answer.status == 200)
}

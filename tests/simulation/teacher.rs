use serde_json::json;

use super::client::Client;
use crate::support::items::text;

/// A teacher who looks at what waits so many times, decides, and sometimes takes it back.
pub async fn teacher(mut me: Client, rounds: u32) {
    for _ in 0..rounds {
        me.pause(60, 25 * 60).await;
        let Some(list) = me.get("/api/certifications").await else { continue };
        for outcome in list["items"].as_array().into_iter().flatten() {
            me.pause(1, 60).await;
            let student = text(&outcome["student"], "id");
            let id = text(outcome, "id");
            let path = format!("/api/students/{student}/learning-outcomes/{id}/certification");
            let mut body = json!({ "decision": "certified", "version": outcome["version"] });
            if me.chance.u32(..5) == 0 {
                body["decision"] = json!("returned");
                body["reason"] = json!("請補上圖表的單位。");
            }
            let decided = me.ask("POST", &path, Some(body), None).await;
            if let Some(decided) = decided.filter(|answer| answer.status == 200)
                && me.chance.u32(..6) == 0
            {
                let version = &decided.body["version"];
                me.ask("DELETE", &format!("{path}?version={version}"), None, None).await;
            }
        }
        if me.chance.u32(..4) == 0 {
            me.repeat().await;
        }
    }
}

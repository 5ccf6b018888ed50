use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::World;

pub const PROVOCATIONS: &[Provocation] = &[
    provoke("school.change-settings", "conflict", |world| Box::pin(stale_settings(world))),
    provoke("school.change-window", "conflict", |world| Box::pin(stale_window(world))),
    provoke("school.issue-activation-codes", "conflict", |world| {
        Box::pin(issued_meanwhile(world))
    }),
    provoke("school.report-problem", "conflict", |world| Box::pin(another_report(world))),
];

async fn put(world: &World, path: &str, body: Value) -> Last {
    world.teacher("administrator").await.request("PUT", path, Some(body)).await.into()
}

/// Two administrators issue codes for one class at once: the slips of one of them would be void.
async fn issued_meanwhile(world: &World) -> Last {
    let administrator = world.teacher("administrator").await;
    let body = json!({ "group": "class", "class_name": "101" });
    let path = "/api/schools/353301/activation-codes";
    let issue = administrator.request("POST", path, Some(body)).await;
    Last::from(issue.clone()).overtaken("TransactWriteItems", issue)
}

async fn stale_settings(world: &World) -> Last {
    let path = "/api/schools/353301/settings";
    let mut settings = world.teacher("administrator").await.get(path).await.expect(200);
    settings["student_reminder_hour"] = json!(9);
    settings["version"] = json!(0);
    put(world, path, settings).await
}

async fn stale_window(world: &World) -> Last {
    let body = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 0,
    });
    put(world, "/api/schools/353301/windows/outcome_upload/1151", body).await
}

/// Another text under the key of a report that was made.
async fn another_report(world: &World) -> Last {
    let student = world.student("student-1").await;
    let report = async |text: &str| {
        let body = json!({ "category": "other", "text": text });
        let request = student.request("POST", "/api/problem-reports", Some(body)).await;
        request.header("idempotency-key", "one report")
    };
    world.ask(&report("頁面空白。").await).await.expect(201);
    report("按鈕沒有反應。").await.into()
}

use portfolio::files::Purpose;
use runtime::Queue;
use serde_json::json;

use super::ledger::Ledger;
use crate::support::items::{self, text};

/// What happens without a request.
pub async fn play(ledger: &mut Ledger<'_>) {
    let world = ledger.world;
    let student = world.student("student-3").await;
    let bytes = items::document("bytes whose confirmation never comes");
    let request = items::reservation(&student, 1, &bytes, Purpose::LearningOutcome);
    let reserved = student.post("/api/files", request).await.expect(201);
    let target = &reserved["upload"];
    world.put(&text(target, "url"), &target["headers"], bytes).await;
    ledger.work(&["files.promote"], world.drain()).await;

    let request =
        items::reservation(&student, 2, &items::document("never sent"), Purpose::LearningOutcome);
    student.post("/api/files", request).await.expect(201);
    world.clock.set("2026-11-24T03:00:00+08:00");
    ledger.work(&["files.sweep"], world.tick("2026-11-24T03:00:00+08:00")).await;
    world.clock.set("2026-11-25T02:00:00+08:00");
    let comparing = world.tick("2026-11-25T02:00:00+08:00");
    ledger.work(&["integrity.survey", "integrity.compare"], comparing).await;
    world.clock.set("2026-11-25T06:20:00+08:00");
    ledger.work(&["files.canary"], world.tick("2026-11-25T06:20:00+08:00")).await;
    world.clock.set("2026-12-27T03:30:00+08:00");
    ledger.work(&["files.collect"], world.tick("2026-12-27T03:30:00+08:00")).await;

    world.clock.set("2026-12-27T09:00:00+08:00");
    let reminding = world.tick("2026-12-27T09:00:00+08:00");
    ledger.work(&["reminders.tick", "reminders.send"], reminding).await;
    assert!(!world.mailbox().is_empty(), "nobody is reminded");

    let complaint = json!({
        "notificationType": "Complaint",
        "complaint": {
            "complainedRecipients": [{ "emailAddress": "student-3@mail.example" }],
            "timestamp": "2026-12-29T01:05:00.000Z",
        },
    });
    let queues = &world.cloud().queues;
    queues.send(Queue::MailFeedback, complaint.to_string()).expect("a message");
    ledger.work(&["reminders.feedback"], world.drain()).await;
}

use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::ledger::Ledger;
use crate::support::{
    Actor, SCHOOL,
    items::{self, text},
};

/// What a school's staff does, once the students have selected.
pub async fn play(ledger: &mut Ledger<'_>) {
    school(ledger).await;
    submission(ledger).await;
    let operator = ledger.world.teacher("operator").await;
    let page = ledger.call("documents.list", &operator, "/api/documents").await;
    let document = json!({
        "section": "basis",
        "title": "作業要點",
        "title_en": null,
        "url": "https://documents.example.test/rules.pdf",
    });
    let body = json!({ "documents": [document], "version": page["version"] });
    ledger.send("documents.change", &operator, "/api/documents", body).await;
    reports(ledger, &operator).await;
    let student = ledger.world.student("student-1").await;
    ledger.call("students.submissions", &student, "/api/students/{me}/submissions").await;
}

fn path(rest: &str) -> String {
    format!("/api/schools/{SCHOOL}/{rest}")
}

async fn school(ledger: &mut Ledger<'_>) {
    let admin = ledger.world.teacher("administrator").await;
    let mut settings = ledger.call("school.show-settings", &admin, path("settings")).await;
    settings["student_reminder_hour"] = json!(9);
    ledger.send("school.change-settings", &admin, path("settings"), settings).await;
    ledger.call("school.settings-history", &admin, path("settings/history")).await;

    ledger.call("school.show-windows", &admin, path("windows")).await;
    let window = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 1,
    });
    let at = path("windows/outcome_upload/1151");
    ledger.send("school.change-window", &admin, &at, window).await;
    ledger.call("school.window-history", &admin, format!("{at}/history")).await;
    ledger.work(&["school.spread-calendars"], ledger.world.drain()).await;

    let reports = ledger.call("school.problem-reports", &admin, path("problem-reports")).await;
    let report = path(&format!("problem-reports/{}", text(&reports["items"][0], "id")));
    ledger
        .send("school.settle-problem-report", &admin, &report, json!({ "state": "settled" }))
        .await;

    ledger.call("school.show-staff", &admin, path("staff")).await;
    let homeroom = ledger.world.teacher("homeroom-teacher").await;
    ledger.call("school.show-classes", &homeroom, path("classes")).await;
    ledger.call("school.show-class-students", &homeroom, path("classes/101/students")).await;
}

async fn submission(ledger: &mut Ledger<'_>) {
    let world = ledger.world;
    let clerk = world.teacher("outcome-submitter").await;
    ledger
        .call("school.selection-progress", &clerk, path("selection-progress/115/learning_outcomes"))
        .await;
    let base = path("central-submissions");
    let wish = json!({ "year": 115, "roster": "learning_outcomes" });
    let open = ledger.send("central-submissions.open", &clerk, &base, wish).await;
    let batch = format!("{base}/{}", text(&open, "id"));
    ledger.call("central-submissions.show", &clerk, &batch).await;
    ledger
        .send(
            "central-submissions.freeze",
            &clerk,
            format!("{batch}/freeze"),
            json!({ "version": open["version"] }),
        )
        .await;
    ledger.work(&["central-submissions.work"], world.drain()).await;
    ledger.call("central-submissions.list", &clerk, &base).await;
    let rows = ledger.call("central-submissions.items", &clerk, format!("{batch}/items")).await;
    let roster = format!("{batch}/files/353301_115_26.xlsx");
    ledger.call("central-submissions.download", &clerk, roster).await;
    let file = receipt(ledger, &clerk, &rows).await;
    ledger
        .send(
            "central-submissions.import-receipt",
            &clerk,
            format!("{batch}/receipts"),
            json!({ "file_id": file }),
        )
        .await;
}

async fn receipt(ledger: &Ledger<'_>, clerk: &Actor<'_>, rows: &Value) -> String {
    let row = text(&rows["items"][0], "data_key");
    let csv = format!("data_key,status,reason\r\n{row},received,\r\n");
    items::upload(ledger.world, clerk, csv.into_bytes(), Purpose::CentralReceipt).await
}

/// What a night found is read and acknowledged.
async fn reports(ledger: &mut Ledger<'_>, operator: &Actor<'_>) {
    ledger.world.tick("2026-11-24T02:00:00+08:00").await;
    let list = "/api/integrity/reports";
    ledger.call("integrity.list-reports", operator, list).await;
    let report = format!("{list}/2026-11-24");
    let shown = ledger.call("integrity.show-report", operator, &report).await;
    let affected = format!("{report}/affected-students?school={SCHOOL}");
    ledger.call("integrity.affected-students", operator, affected).await;
    let body = json!({ "digest": shown["signed"]["digest"] });
    let at = format!("{report}/acknowledgements");
    ledger.send("integrity.acknowledge", operator, at, body).await;
}

//! For every route one call that is accepted as it stands. A route that is missing here fails the
//! sweeps.

use std::collections::BTreeSet;

use portfolio::diverse_performances::{FieldDescription, KindDescription, describe};
use serde_json::{Map, Value, json};

use super::{
    Example, Stage,
    example::Leniency::{Blank, Code, Fraction, Text, Trimmed, Unread},
};
use crate::support::{COURSE, PASSWORD, items::text};

/// Every example.
pub fn all(stage: &Stage) -> Vec<Example> {
    let mut all = session();
    all.extend(account());
    all.extend(files(stage));
    all.extend(outcomes(stage));
    all.extend(certifications(stage));
    all.extend(performances(stage));
    all.extend(documents());
    all.extend(integrity(stage));
    all.extend(selections(stage));
    all.extend(students());
    all.extend(school());
    all.extend(submissions(stage));
    all
}

/// The first example of every route.
pub fn once(stage: &Stage) -> Vec<Example> {
    let mut seen = BTreeSet::new();
    let mut all = all(stage);
    all.retain(|example| seen.insert(example.function));
    all
}

fn session() -> Vec<Example> {
    let known = json!({ "username": "student-1", "password": PASSWORD });
    let chosen = json!({ "username": "lin-yu-an", "password": "seven hills and 1 river" });
    vec![
        Example::new("session.sign-in", "").body(known).lets(Trimmed, &["username"]),
        Example::new("session.activate", "new-student")
            .body(chosen)
            .lets(Text, &["password"])
            .lets(Code, &["username"])
            .lets(Trimmed, &["username"]),
        Example::new("session.refresh", "student-1"),
        Example::new("session.sign-out", "student-1"),
    ]
}

fn account() -> Vec<Example> {
    let passwords = json!({ "current_password": PASSWORD, "new_password": "a hill and 7 rivers" });
    vec![
        Example::new("account.show", "student-1"),
        Example::new("account.change-password", "student-1")
            .body(passwords)
            .lets(Text, &["new_password"]),
        Example::new("reminders.show-mail", "student-1"),
        Example::new("reminders.choose-mail", "student-1").body(json!({ "wanted": false })),
    ]
}

fn files(stage: &Stage) -> Vec<Example> {
    let reservation = json!({
        "upload_id": "019a1f00-0000-7000-8000-000000000005",
        "name": "光合作用實驗報告.pdf",
        "size": 482_133,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "media_type": "application/pdf",
        "purpose": "learning_outcome",
    });
    vec![
        Example::new("files.reserve", "student-1").body(reservation).lets(Text, &["name"]),
        Example::new("files.confirm", "student-1").at("file", &stage.arrived),
        Example::new("files.list", "student-1"),
        Example::new("files.download", "student-1"),
        Example::new("files.delete", "student-1"),
        Example::new("files.receipt-keys", ""),
    ]
}

fn outcomes(stage: &Stage) -> Vec<Example> {
    let near = &stage.near;
    let made = json!({
        "semester": "1151",
        "course_id": COURSE,
        "title": "光的干涉",
        "description": "以雷射量測狹縫間距。",
        "document_file_id": near.spare,
        "media_file_id": null,
    });
    let changed = json!({
        "title": "光的繞射",
        "description": "以雷射量測狹縫寬度。",
        "document_file_id": near.spare,
        "media_file_id": null,
        "version": near.draft["version"],
    });
    let version = |outcome: &Value| json!({ "version": outcome["version"] });
    vec![
        Example::new("learning-outcomes.create", "student-1")
            .body(made)
            .lets(Text, &["title", "description"]),
        Example::new("learning-outcomes.list", "student-1"),
        Example::new("learning-outcomes.show", "student-1"),
        Example::new("learning-outcomes.update", "student-1")
            .body(changed)
            .lets(Text, &["title", "description"]),
        Example::new("learning-outcomes.delete", "student-1")
            .query("version", &near.draft["version"]),
        Example::new("learning-outcomes.request-certification", "student-1")
            .body(version(&near.draft)),
        Example::new("learning-outcomes.take-back", "student-1")
            .at("outcome", text(&near.pending, "id"))
            .query("version", &near.pending["version"]),
    ]
}

fn certifications(stage: &Stage) -> Vec<Example> {
    let near = &stage.near;
    let returned = json!({
        "decision": "returned", "reason": "請補上實驗日期。", "version": near.pending["version"],
    });
    let certified = json!({
        "decision": "certified", "reason": "寫得很好。", "version": near.pending["version"],
    });
    let decide = |body| {
        Example::new("certifications.decide", "course-teacher")
            .at("outcome", text(&near.pending, "id"))
            .body(body)
            .lets(Text, &["reason"])
    };
    vec![
        Example::new("certifications.worklist", "course-teacher"),
        decide(returned),
        decide(certified).lets(Blank, &["reason"]),
        Example::new("certifications.withdraw", "course-teacher")
            .at("outcome", text(&near.certified, "id"))
            .query("version", &near.certified["version"]),
        Example::new("certifications.substitutions", "colleague"),
        Example::new("certifications.phrases", "course-teacher"),
        Example::new("certifications.keep-phrases", "course-teacher")
            .body(json!({ "phrases": ["請補上實驗日期。"] }))
            .lets(Text, &["phrases[0]"]),
    ]
}

fn documents() -> Vec<Example> {
    let document = json!({
        "section": "basis",
        "title": "作業要點",
        "title_en": "Operating rules",
        "url": "https://documents.example.test/rules.pdf",
    });
    vec![
        Example::new("documents.list", ""),
        Example::new("documents.change", "operator")
            .body(json!({ "documents": [document], "version": 0 }))
            .lets(Text, &["documents[0].title", "documents[0].title_en"])
            .lets(Trimmed, &["documents[0].title", "documents[0].title_en"])
            .lets(Blank, &["documents[0].title_en"])
            .lets(Trimmed, &["documents[0].url"]),
    ]
}

fn integrity(stage: &Stage) -> Vec<Example> {
    vec![
        Example::new("integrity.list-reports", "operator"),
        Example::new("integrity.show-report", "operator"),
        Example::new("integrity.acknowledge", "operator")
            .body(json!({ "digest": stage.night_digest })),
        Example::new("integrity.affected-students", "administrator")
            .query("school", stage.ours.code),
    ]
}

fn performances(stage: &Stage) -> Vec<Example> {
    let performance = &stage.near.performance;
    let mut all = vec![
        Example::new("diverse-performances.kinds", ""),
        Example::new("diverse-performances.list", "student-1"),
        Example::new("diverse-performances.show", "student-1"),
        Example::new("diverse-performances.delete", "student-1")
            .query("version", &performance["version"]),
    ];
    for kind in describe() {
        all.push(of_kind("diverse-performances.create", &kind, None));
        let change = of_kind("diverse-performances.update", &kind, Some(&performance["version"]));
        all.push(change);
    }
    all
}

/// A performance of the kind with all its fields.
fn of_kind(function: &'static str, kind: &KindDescription, version: Option<&Value>) -> Example {
    let values = kind.fields.iter().map(|field| (field.name.to_owned(), value(field)));
    let mut body = json!({
        "kind": kind.kind,
        "year": 115,
        "fields": values.collect::<Map<_, _>>(),
        "external_url": "https://example.test/map",
    });
    if let Some(version) = version {
        body["version"] = version.clone();
    }
    let mut example = Example::new(function, "student-1")
        .body(body)
        .lets(Blank, &["external_url"])
        .lets(Trimmed, &["external_url"]);
    for field in &kind.fields {
        let path = format!("fields.{}", field.name);
        example = match field.content {
            "text" => example.lets(Text, &[&path]),
            "code" => example.lets(Code, &[&path]).lets(Trimmed, &[&path]),
            _ => example.lets(Trimmed, &[&path]),
        };
        if !field.required {
            example = example.lets(Blank, &[&path]);
        }
        if field.decimals.is_some_and(|decimals| decimals > 0) {
            example = example.lets(Fraction, &[&path]);
        }
    }
    if version.is_none() {
        example = example.lets(Unread, &["version"]);
    }
    example
}

fn value(field: &FieldDescription) -> Value {
    match (field.content, &field.choices) {
        (_, Some(choices)) => json!(choices[0].value),
        ("number", _) => json!(1),
        ("date", _) => json!("2026-10-02"),
        ("code", _) => json!("A1"),
        ("semester", _) => json!("1151"),
        _ => json!("植物分布"),
    }
}

fn selections(stage: &Stage) -> Vec<Example> {
    let put = |ids: &Value| json!({ "ids": [ids["id"]], "version": 0 });
    vec![
        Example::new("selections.show-outcomes", "student-1"),
        Example::new("selections.put-outcomes", "student-1").body(put(&stage.near.certified)),
        Example::new("selections.show-performances", "student-1"),
        Example::new("selections.put-performances", "student-1").body(put(&stage.near.performance)),
    ]
}

fn students() -> Vec<Example> {
    vec![
        Example::new("student-records.courses", "student-1"),
        Example::new("students.dashboard", "student-1"),
        Example::new("students.submissions", "student-1"),
    ]
}

fn school() -> Vec<Example> {
    let settings = json!({
        "outcomes_per_semester": 9,
        "outcomes_per_subject": 4,
        "certification_reminder_hour": 7,
        "student_reminder_hour": 9,
        "upload_reminder_days": 3,
        "outcome_selection_reminder_days": 3,
        "performance_selection_reminder_days": 3,
        "selected_outcomes_per_year": 6,
        "selected_performances_per_year": 10,
        "selected_outcomes_per_semester": 3,
        "upload_grace_minutes": 30,
        "homeroom_certifies": false,
        "version": 1,
    });
    let window = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 1,
    });
    let report = json!({ "category": "bug", "text": "無法上傳", "page": "/outcomes/new" });
    vec![
        Example::new("school.show-settings", "administrator"),
        Example::new("school.change-settings", "administrator").body(settings),
        Example::new("school.settings-history", "administrator"),
        Example::new("school.show-windows", "student-1"),
        Example::new("school.change-window", "administrator")
            .body(window)
            .lets(Trimmed, &["opens_at", "closes_at"]),
        Example::new("school.window-history", "administrator"),
        Example::new("school.show-classes", "homeroom-teacher"),
        Example::new("school.show-class-students", "homeroom-teacher"),
        Example::new("school.show-staff", "administrator"),
        Example::new("school.issue-activation-codes", "administrator")
            .body(json!({ "group": "class", "class_name": "101" })),
        Example::new("school.selection-progress", "homeroom-teacher"),
        Example::new("school.report-problem", "student-1")
            .body(report)
            .lets(Text, &["text", "page"])
            .lets(Blank, &["page"]),
        Example::new("school.problem-reports", "administrator"),
        Example::new("school.settle-problem-report", "administrator")
            .body(json!({ "state": "settled" })),
    ]
}

fn submissions(stage: &Stage) -> Vec<Example> {
    let batch = &stage.ours.batches.outcomes;
    let clerk = "outcome-submitter";
    vec![
        Example::new("central-submissions.open", clerk)
            .body(json!({ "year": 114, "roster": "learning_outcomes" })),
        Example::new("central-submissions.list", clerk),
        Example::new("central-submissions.show", clerk),
        Example::new("central-submissions.freeze", clerk)
            .body(json!({ "version": batch["version"] })),
        Example::new("central-submissions.items", "performance-submitter")
            .at("batch", &stage.delivered),
        Example::new("central-submissions.download", "performance-submitter")
            .at("batch", &stage.delivered)
            .at("name", "353301_115_25.xlsx"),
        Example::new("central-submissions.import-receipt", "performance-submitter")
            .at("batch", &stage.delivered)
            .body(json!({ "file_id": stage.receipt })),
    ]
}

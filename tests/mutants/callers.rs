use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde_json::json;

use super::scenario::{answered, played};
use crate::{session::stood::PasswordRuns, support::PASSWORD};

/// What the nights found is for those who look after the system.
pub fn an_administrator_who_asks_for_reports() -> Result<(), String> {
    played(async |world| {
        let administrator = world.teacher("administrator").await;
        let answer = administrator.get("/api/integrity/reports").await;
        answered("an administrator asks for reports", answer.status, 403)
    })
}

/// Of a class that is another teacher's nothing is seen.
pub fn another_teachers_class() -> Result<(), String> {
    played(async |world| {
        let teacher = world.teacher("colleague").await;
        let owner = world.student("student-1").await;
        let found = teacher.get(&format!("/api/students/{}/learning-outcomes", owner.id)).await;
        let refused = matches!(found.status, 403 | 404);
        refused.then_some(()).ok_or(format!("a colleague's class: answered {}", found.status))
    })
}

/// An unknown name costs what a wrong password costs.
pub fn a_name_that_nobody_has() -> Result<(), String> {
    played(async |world| {
        let runs = PasswordRuns::begin();
        let body = json!({ "username": "nobody.here", "password": PASSWORD });
        world.call("POST", "/api/session", None, Some(body)).await.refused(401, "session.refused");
        let ran = runs.since();
        (ran == 1).then_some(()).ok_or(format!("argon2id ran {ran} times for an unknown name"))
    })
}

/// A page that is not ours opens no session.
pub fn a_foreign_page() -> Result<(), String> {
    played(async |world| {
        let mut headers = HeaderMap::new();
        headers.insert("origin", HeaderValue::from_static("https://elsewhere.example"));
        let body = json!({ "username": "student-1", "password": PASSWORD }).to_string();
        let answer = world.send("POST", "/api/session", headers, Bytes::from(body)).await;
        answered("a foreign page signs in", answer.status, 403)
    })
}

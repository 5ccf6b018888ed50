//! The main job from end to end, exactly as outsiders rely on it: sign in, upload, certify, select,
//! submit, receipt, remind. It prints each step. The same story is played in process, over HTTP, and
//! over HTTP against a system that is killed again and again.

mod api;
mod central;
mod files;
mod student;
mod teacher;

pub use api::{Answer, Api, Down, Patient};
pub use files::add_up;

use serde_json::Value;

/// Who plays. User name and password each.
#[derive(Debug, Clone)]
pub struct Cast {
    /// A student who is activated.
    pub student: (String, String),
    /// The teacher of a running course of that student.
    pub teacher: (String, String),
    /// The school's submitter of outcomes.
    pub outcome_submitter: (String, String),
    /// The school's submitter of performances.
    pub performance_submitter: (String, String),
    /// The running semester and its school year.
    pub semester: &'static str,
    /// See `semester`.
    pub year: u16,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The access token.
    pub token: String,
    /// The account's id.
    pub id: String,
    /// The school's code.
    pub school: String,
}

/// Plays the whole story. `run` makes the ids of its uploads its own.
pub async fn play(api: &impl Api, cast: &Cast, run: u64) {
    let teacher = sign_in(api, &cast.teacher).await;
    let (student, outcome) = student::upload_and_request(api, cast, &teacher, run).await;
    teacher::certify(api, &teacher, &student, &outcome).await;
    let performance = student::perform(api, cast, &student, run).await;
    student::select(api, cast, &student, "learning-outcomes", &outcome).await;
    student::select(api, cast, &student, "diverse-performances", &performance).await;
    let rosters = [
        ("learning_outcomes", &cast.outcome_submitter, &outcome),
        ("diverse_performances", &cast.performance_submitter, &performance),
    ];
    for (roster, submitter, item) in rosters {
        central::submit(api, cast, &sign_in(api, submitter).await, roster, item, run).await;
    }
    student::sees_submissions(api, &student, &[&outcome, &performance]).await;
    files::add_up(api, &student).await;
}

/// Signs somebody in.
pub async fn sign_in(api: &impl Api, (username, password): &(String, String)) -> Signed {
    let body = serde_json::json!({ "username": username, "password": password });
    let answer = api.call("POST", "/api/session", None, Some(body)).await;
    assert_eq!(answer.status, 200, "{username}: {}", answer.body);
    println!("  {username} signs in");
    Signed {
        token: text(&answer.body, "/access_token"),
        id: text(&answer.body, "/account/id"),
        school: text(&answer.body, "/account/school/code"),
    }
}

/// A text at a place of the JSON.
pub fn text(value: &Value, pointer: &str) -> String {
    let at = value.pointer(pointer).and_then(Value::as_str);
    at.unwrap_or_else(|| panic!("no text at {pointer} of {value}")).to_owned()
}

/// A number at a place of the JSON.
pub fn number(value: &Value, pointer: &str) -> u64 {
    let at = value.pointer(pointer).and_then(Value::as_u64);
    at.unwrap_or_else(|| panic!("no number at {pointer} of {value}"))
}

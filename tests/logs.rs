//! The log: what it says of every call, that an error is told once, and that nothing of people's is in
//! it. That nothing is, is held by every test that has a World; here it is held that a leak is found.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use local::cloud::{Fault, Service};
use runtime::{Queue, Trigger};
use serde_json::{Value, json};

use crate::{
    stage::{Stage, examples},
    support::{
        SCHOOL, World,
        log::{self, Overheard},
    },
};

/// Whose lines are written within a call.
const OURS: [&str; 4] = ["functions", "mail", "runtime", "store"];

fn is_ours(line: &Value) -> bool {
    let target = line["target"].as_str().unwrap_or_default();
    OURS.contains(&target.split("::").next().unwrap_or_default())
}

/// The function in whose call the line was written.
fn function(line: &Value) -> &str {
    line["span"]["function.name"].as_str().unwrap_or_default()
}

/// That so many errors were told since the last question, by this function, with what is inside.
fn told(log: &Overheard, number: usize, of: &str) {
    let mut errors = log.lines();
    errors.retain(|line| is_ours(line) && line["level"] == "ERROR");
    assert_eq!(errors.len(), number, "{errors:#?}");
    for error in errors {
        assert_eq!(function(&error), of, "{error}");
        assert!(error["inside"].as_str().is_some_and(|inside| !inside.is_empty()), "{error}");
        assert_eq!(log::tells(&error, &BTreeSet::new()), None);
    }
}

#[test]
fn whatever_must_not_be_told_is_found_in_a_line() {
    let secrets = BTreeSet::from(["a river and 7 hills".to_owned()]);
    let told = |line: Value| log::tells(&line, &secrets);
    for line in [
        json!({ "message": "refused", "inside": "wrong: a river and 7 hills" }),
        json!({ "message": "answered", "who": "王小明" }),
        json!({ "message": "answered", "inside": "王小明".as_bytes().escape_ascii().to_string() }),
        json!({ "message": "reminded", "span": { "to": "student-1@mail.example" } }),
        json!({ "message": "a row", "inside": "A111122210 is there twice" }),
        json!({ "message": "a row", "inside": "AB11112221 is there twice" }),
        json!({ "message": "sent to /staging/1?X-Amz-Signature=0a1b" }),
        json!({ "message": "with Bearer 0a1b2c" }),
        json!({ "inside": "eyJhbGciOiJFZERTQSJ9.e30.c2ln" }),
        json!({ "inside": "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA" }),
    ] {
        assert!(told(line.clone()).is_some(), "{line}");
    }
    let plain = json!({
        "timestamp": "2026-11-23T02:00:00.000000Z",
        "level": "INFO",
        "message": "refused",
        "status": 409,
        "code": "window.closed",
        "span": { "function.name": "files.reserve", "request.id": "019a1f0000007000800000000000000a" },
    });
    assert_eq!(told(plain), None);
}

/// Reads what a whole system wrote while browsers, or whoever else, used it.
#[test]
#[ignore = "make browser-test, make schemathesis: reads the log of a system that ran"]
#[allow(clippy::disallowed_methods, reason = "the log is the command's")]
fn a_system_that_ran_has_told_nothing() {
    let read = |name: &str| {
        let path = std::env::var(name).unwrap_or_else(|_| panic!("{name} says where it lies"));
        std::fs::read_to_string(path).expect("a file")
    };
    let accounts: Vec<Value> = serde_json::from_str(&read("SYSTEM_ACCOUNTS")).expect("accounts");
    let secret = |account: &Value| {
        ["username", "password"].map(|name| account[name].as_str().unwrap_or_default().to_owned())
    };
    let secrets: BTreeSet<String> = accounts.iter().flat_map(secret).collect();
    assert!(secrets.iter().all(|secret| secret.len() >= 6), "too short to be looked for");
    let log = read("SYSTEM_LOG");
    let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| Value::from(line));
    let lines: Vec<Value> = log.lines().map(line).collect();
    assert!(lines.iter().any(|line| line["span"]["function.name"].is_string()), "no call's line");
    let told: Vec<String> = lines
        .iter()
        .filter_map(|line| log::tells(line, &secrets).map(|what| format!("{what}: {line}")))
        .collect();
    assert!(told.is_empty(), "{} of {} lines:\n{}", told.len(), lines.len(), told.join("\n"));
    println!("{} lines tell nothing that they must not", lines.len());
}

#[tokio::test]
async fn every_line_says_which_function_wrote_it() {
    let stage = Stage::new().await;
    let log = Overheard::begin();
    for example in examples::once(&stage) {
        let answer = stage.world.ask(&example.request(&stage)).await;
        let mut lines = log.lines();
        lines.retain(is_ours);
        let last = lines.last().unwrap_or_else(|| panic!("{} says nothing", example.function));
        assert_eq!(last["status"], answer.status, "{last}");
        for line in lines {
            assert_eq!(function(&line), example.function, "{line}");
            assert!(line["span"]["request.id"].is_string(), "{line}");
        }
    }
}

#[tokio::test]
async fn an_error_is_told_once_where_it_leaves_the_function() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let log = Overheard::begin();
    let fails = |function: &'static str| {
        world.cloud().faults.inject(move |call| {
            let table = call.service == Service::DynamoDb && call.function == Some(function);
            table.then_some(Fault::FailBefore)
        });
    };
    fails("files.list");
    student.get("/api/files").await.refused(503, "unavailable");
    told(&log, 1, "files.list");

    // A schedule is called three times.
    fails("files.sweep");
    let sweep = functions::find("files.sweep").expect("a function");
    let Trigger::Schedule { handle, .. } = sweep.trigger else { panic!("a schedule") };
    let lambda = world.system.lambda();
    lambda.schedule(sweep, handle, world.clock.now()).await.expect_err("it fails");
    told(&log, 3, "files.sweep");

    fails("school.spread-calendars");
    let changed = json!({ "school": SCHOOL });
    world.cloud().queues.send(Queue::Calendars, changed.to_string()).expect("a message");
    world.drain().await;
    told(&log, 1, "school.spread-calendars");

    world.cloud().faults.clear();
    world.clock.advance(SignedDuration::from_hours(1));
    world.drain().await;
    told(&log, 0, "");
}

/// What came from the cloud and could not be read is told, and not what was in it.
#[tokio::test]
async fn an_answer_that_ends_in_its_middle_is_not_shown() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let log = Overheard::begin();
    world
        .cloud()
        .faults
        .inject(|call| (call.function == Some("students.dashboard")).then_some(Fault::Halved));
    student.get("/api/students/{me}/dashboard").await.refused(503, "unavailable");
    told(&log, 1, "students.dashboard");
}

/// What came through a queue and could not be read is told, and not what was in it.
#[tokio::test]
async fn what_cannot_be_read_is_not_shown() {
    let world = World::new().await;
    let log = Overheard::begin();
    let wrapped = json!({ "Message": json!("王小明").to_string() });
    for (queue, function, body) in [
        (Queue::MailFeedback, "reminders.feedback", json!("student-1@mail.example")),
        (Queue::MailFeedback, "reminders.feedback", wrapped),
        (Queue::Calendars, "school.spread-calendars", json!("王小明")),
    ] {
        world.cloud().queues.send(queue, body.to_string()).expect("a message");
        world.drain().await;
        told(&log, 1, function);
    }
}

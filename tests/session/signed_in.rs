//! The sign-in: right, wrong and unknown, answered alike and at the same cost.

use jiff::SignedDuration;
use portfolio::account::Username;
use serde_json::{Value, json};
use store::items::{Account, Credential};

use super::{
    browser::Browser,
    stood::{PasswordRuns, account, write},
};
use crate::support::{INITIAL_PASSWORD, PASSWORD, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_password_opens_a_session() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let answer = browser.sign_in("Student-1 ", PASSWORD).await;
    let cookie = answer.header("set-cookie").to_owned();
    let body = answer.expect(200);
    assert_eq!(body["expires_in"], 600);
    let shown = &body["account"];
    assert_eq!((&shown["username"], &shown["must_activate"]), (&json!("student-1"), &json!(false)));
    assert_eq!(shown["roles"], json!(["student"]));
    assert_eq!(shown["school"], json!({ "code": "353301", "name": "測試高中" }));
    let attributes = "Path=/; HttpOnly; SameSite=Strict; Max-Age=259200";
    assert!(cookie.starts_with("refresh=") && cookie.ends_with(attributes), "{cookie}");
    let token = body["access_token"].as_str().expect("a token");
    assert_eq!(&browser.account(token).await.expect(200)["account"], shown);
    let count = world.calls_of("session.sign-in");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    let university = browser.sign_in("university", PASSWORD).await.expect(200);
    assert_eq!(university["account"]["school"], Value::Null);
}

#[tokio::test]
async fn whoever_is_refused_is_told_the_same_at_the_same_cost() {
    let world = World::new().await;
    let moved = Account { credential: Credential::Moved, ..account(&world, "student-2").await };
    write(&world, &Account { username: Username::typed("moved").expect("a name"), ..moved }).await;
    let browser = Browser::new(&world);
    let runs = PasswordRuns::begin();
    let mut said = Vec::new();
    for (username, password) in [
        ("student-1", "a river and 8 hills"),
        ("nobody", PASSWORD),
        ("不可能的帳號", PASSWORD),
        ("", PASSWORD),
        ("student-1", ""),
        ("administrator", "a river and 8 hills"),
        ("other-student", "a river and 8 hills"),
        ("university", "a river and 8 hills"),
        ("operator", "a river and 8 hills"),
        ("new-student", "122223"),
        ("new-student", PASSWORD),
        ("moved", PASSWORD),
        ("moved", INITIAL_PASSWORD),
    ] {
        world.cloud().calls.clear();
        let mut body = browser.sign_in(username, password).await.refused(401, "session.refused");
        body["instance"] = Value::Null;
        let count = world.calls_of("session.sign-in");
        said.push((body, runs.since(), count.table_reads, count.table_writes));
    }
    assert!(said.iter().all(|told| told == &said[0]), "{said:#?}");
    assert_eq!((said[0].1, said[0].2, said[0].3), (1, 1, 1));
    browser.sign_in("student-1", PASSWORD).await.expect(200);
    assert_eq!(runs.since(), 1, "what is right costs the same");
    browser.sign_in("new-student", INITIAL_PASSWORD).await.expect(200);
    assert_eq!(runs.since(), 1);
    world.clock.advance(SignedDuration::from_hours(24 * 30));
    let mut closed = Vec::new();
    for (username, password) in [("new-student", "122223"), ("student-1", "x"), ("nobody", "x")] {
        let mut body = browser.sign_in(username, password).await.refused(401, "session.refused");
        body["instance"] = Value::Null;
        closed.push((body, runs.since()));
    }
    assert!(closed.iter().all(|told| *told == (said[0].0.clone(), 1)), "{closed:#?}");
    let closed = browser.sign_in("new-student", INITIAL_PASSWORD).await;
    closed.refused(403, "session.activation_closed");
    assert_eq!(runs.since(), 1, "who knows the password may know that it is over");
}

#[tokio::test]
async fn whoever_is_locked_is_told_the_same_and_no_password_is_looked_at() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let mut said = Vec::new();
    for (username, password) in
        [("student-1", PASSWORD), ("new-student", INITIAL_PASSWORD), ("nobody", PASSWORD)]
    {
        for _ in 0..5 {
            browser.sign_in(username, "a river and 8 hills").await.refused(401, "session.refused");
        }
        let runs = PasswordRuns::begin();
        for password in [password, "a river and 8 hills"] {
            let locked = browser.sign_in(username, password).await;
            let after = locked.header("retry-after").to_owned();
            let mut body = locked.refused(429, "session.locked");
            body["instance"] = Value::Null;
            said.push((body, after, runs.since()));
        }
    }
    assert!(said.iter().all(|told| told == &said[0]), "{said:#?}");
    assert_eq!(said[0].2, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_the_same_on_every_keyboard() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = browser.token("student-1", PASSWORD).await;
    let composed = "caf\u{e9} at the river";
    browser.change_password(&token, PASSWORD, composed).await.expect(204);
    let decomposed = "cafe\u{301} at the river";
    let token = browser.token("student-1", decomposed).await;
    browser.change_password(&token, decomposed, PASSWORD).await.expect(204);
    browser.sign_in("student-1", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_other_page_opens_a_session_in_this_browser() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    for origin in ["https://evil.example", "null", "http://127.0.0.1:8788", "http://127.0.0.1"] {
        let foreign = browser.on(Some(origin));
        let answer = foreign.sign_in("student-1", PASSWORD).await;
        assert_eq!(answer.header("set-cookie"), "", "{origin}");
        answer.refused(403, "session.origin_refused");
    }
    browser.on(None).sign_in("student-1", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_is_named() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    for (body, field) in [
        (json!({ "password": "x" }), "username"),
        (json!({ "username": "x" }), "password"),
        (json!({ "username": 1, "password": "x" }), "username"),
        (json!({ "username": "x", "password": null }), "password"),
    ] {
        let answer = browser.call("POST", "/api/session", None, Some(body)).await;
        assert_eq!(answer.refused(422, "input.invalid")["fields"][0]["field"], field);
    }
}

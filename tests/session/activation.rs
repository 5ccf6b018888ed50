//! 更換帳號及密碼: what the initial password opens, and what it does not.

use futures::future::join;
use jiff::SignedDuration;
use runtime::Callers;
use serde_json::json;
use store::items::Profile;

use super::{browser::Browser, stood};
use crate::support::{INITIAL_PASSWORD, PASSWORD, World, account, items::text};

const NAME: &str = "lin.yi-an";
const CHOSEN: &str = "seven hills & a river";

async fn activating(browser: &Browser<'_>) -> String {
    let answer = browser.sign_in("new-student", INITIAL_PASSWORD).await;
    assert_eq!(answer.header("set-cookie"), "", "no session yet");
    let body = answer.expect(200);
    assert_eq!(
        (&body["account"]["must_activate"], &body["expires_in"]),
        (&json!(true), &json!(600))
    );
    text(&body, "access_token")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_token_opens_the_activation_and_nothing_else() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = activating(&browser).await;
    let mut routes = 0;
    for function in functions::all() {
        let Some(route) = function.route() else { continue };
        if !matches!(route.callers, Callers::SignedIn(_)) {
            continue;
        }
        let path = route.path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        let answer = browser.call(route.method.name(), &path, Some(&token), Some(json!({}))).await;
        assert_eq!((answer.status, answer.code()), (403, "session.activation_required"), "{path}");
        routes += 1;
    }
    assert!(routes > 40, "{routes} routes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_name_and_password_open_a_session_and_the_old_ones_nothing() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = activating(&browser).await;
    let answer = browser.activate(&token, "Lin.Yi-An", CHOSEN).await;
    assert!(answer.header("set-cookie").starts_with("refresh="));
    let body = answer.expect(200);
    assert_eq!(
        (text(&body["account"], "username"), &body["account"]["must_activate"]),
        (NAME.to_owned(), &json!(false))
    );
    let session = text(&body, "access_token");
    assert_eq!(text(&browser.account(&session).await.expect(200)["account"], "username"), NAME);
    browser.refresh().await.expect(200);
    let profile: Profile = world
        .cloud()
        .table()
        .get(&Profile::at(account("new-student")))
        .await
        .expect("the table")
        .expect("a profile");
    assert_eq!(profile.username.as_str(), NAME);
    // What opened it opens nothing any more.
    browser.sign_in("new-student", INITIAL_PASSWORD).await.refused(401, "session.refused");
    browser.sign_in("new-student", CHOSEN).await.refused(401, "session.refused");
    browser.sign_in(NAME, INITIAL_PASSWORD).await.refused(401, "session.refused");
    let again = browser.sign_in(NAME, CHOSEN).await.expect(200);
    assert_eq!(again["account"]["id"], body["account"]["id"]);
    let other = browser.activate(&token, "lin.yi-an.2", CHOSEN).await;
    other.refused(409, "session.already_activated");
    let signed_in = browser.activate(&session, "lin.yi-an.3", CHOSEN).await;
    signed_in.refused(409, "session.already_activated");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_activation_whose_answer_was_lost_is_repeated() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = activating(&browser).await;
    let first = browser.activate(&token, NAME, CHOSEN).await.expect(200);
    let second = browser.activate(&token, NAME, CHOSEN).await.expect(200);
    assert_eq!(first["account"], second["account"]);
    browser.refresh().await.expect(200);
    let other = browser.activate(&token, NAME, "another river & a hill").await;
    assert_eq!(other.refused(422, "input.invalid")["fields"][0]["code"], "taken");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_one_is_made() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let (one, two) = (activating(&browser).await, activating(&browser).await);
    let (first, second) = join(
        browser.activate(&one, "first.name", CHOSEN),
        browser.activate(&two, "second.name", CHOSEN),
    )
    .await;
    let (made, refused, name) = match first.status {
        200 => (first, second, "first.name"),
        _ => (second, first, "second.name"),
    };
    made.expect(200);
    refused.refused(409, "session.already_activated");
    browser.sign_in(name, CHOSEN).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_after_the_import_closes() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    world.clock.advance(SignedDuration::from_hours(30 * 24) - SignedDuration::from_secs(1));
    let token = activating(&browser).await;
    world.clock.advance(SignedDuration::from_secs(1));
    let closed = browser.sign_in("new-student", INITIAL_PASSWORD).await;
    closed.refused(403, "session.activation_closed");
    browser.sign_in("new-student", "122223").await.refused(401, "session.refused");
    // A token that was given out before opens it no more.
    browser.activate(&token, NAME, CHOSEN).await.refused(403, "session.activation_closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_and_passwords_have_rules_and_both_must_change() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = activating(&browser).await;
    let long = "a".repeat(33);
    for (username, password, field, code) in [
        ("", CHOSEN, "username", "missing"),
        ("abcde", CHOSEN, "username", "too_short"),
        (&long, CHOSEN, "username", "too_long"),
        ("林怡安同學你好", CHOSEN, "username", "malformed"),
        ("lin yi-an", CHOSEN, "username", "malformed"),
        ("1.lin.yi-an", CHOSEN, "username", "malformed"),
        ("zlsh108234567", CHOSEN, "username", "malformed"),
        ("New-Student", CHOSEN, "username", "taken"),
        ("student-1", CHOSEN, "username", "taken"),
        // Not even with its owner's password.
        ("student-1", PASSWORD, "username", "taken"),
        (NAME, "", "password", "missing"),
        (NAME, "short", "password", "too_short"),
        (NAME, "1222221222221", "password", "too_weak"),
        (NAME, "aaaaaaaaaaaab", "password", "too_weak"),
        (NAME, "my lin.yi-an pass", "password", "too_weak"),
        (NAME, &"long".repeat(33), "password", "too_long"),
    ] {
        let answer = browser.activate(&token, username, password).await;
        let said = answer.refused(422, "input.invalid");
        let told = (text(&said["fields"][0], "field"), text(&said["fields"][0], "code"));
        assert_eq!(told, (field.to_owned(), code.to_owned()), "{username} {password}");
    }
    let both = browser.activate(&token, "x", "y").await.refused(422, "input.invalid");
    assert_eq!(both["fields"].as_array().map(Vec::len), Some(2));
    browser.activate(&token, NAME, CHOSEN).await.expect(200);
    let untouched = stood::account(&world, "student-1").await;
    assert_eq!(untouched.id, account("student-1"));
    browser.sign_in("student-1", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_token_ends_and_without_one_there_is_nothing_to_activate() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let token = activating(&browser).await;
    let body = json!({ "username": NAME, "password": CHOSEN });
    let none = browser.call("POST", "/api/session/activation", None, Some(body)).await;
    none.refused(401, "session.required");
    world.clock.advance(SignedDuration::from_mins(10));
    browser.activate(&token, NAME, CHOSEN).await.refused(401, "session.required");
    let token = activating(&browser).await;
    browser.activate(&token, NAME, CHOSEN).await.expect(200);
}

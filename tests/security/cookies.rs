//! The one cookie there is, as a browser gets it on https.

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;

use crate::support::{Answer, PASSWORD, World, items::text};

const ORIGIN: &str = "https://portfolio.example.test";

async fn call(world: &World, method: &str, path: &str, cookie: &str, body: String) -> Answer {
    let pairs = [("origin", ORIGIN), ("content-type", "application/json"), ("cookie", cookie)];
    let header = |(name, value): (&'static str, &str)| {
        (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"))
    };
    let headers = HeaderMap::from_iter(pairs.map(header));
    world.send(method, path, headers, body.into()).await
}

async fn sign_in(world: &World, username: &str, cookie: &str) -> Answer {
    let body = json!({ "username": username, "password": PASSWORD }).to_string();
    call(world, "POST", "/api/session", cookie, body).await
}

async fn refresh(world: &World, cookie: &str) -> Answer {
    call(world, "POST", "/api/session/refresh", cookie, String::new()).await
}

/// Its pair, and its attributes in order.
fn parts(cookie: &str) -> (String, Vec<String>) {
    let mut parts = cookie.split("; ").map(str::to_owned);
    let pair = parts.next().unwrap_or_default();
    let mut attributes: Vec<String> = parts.collect();
    attributes.sort();
    (pair, attributes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_https_it_is_secure_of_this_host_alone_and_out_of_reach_of_scripts() {
    let world = World::at(ORIGIN).await;
    let answer = sign_in(&world, "student-1", "a=b").await;
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    let (pair, attributes) = parts(answer.header("set-cookie"));
    let (name, token) = pair.split_once('=').expect("a pair");
    assert_eq!(name, "__Host-refresh");
    let expected = ["HttpOnly", "Max-Age=259200", "Path=/", "SameSite=Strict", "Secure"];
    assert_eq!(attributes, expected);
    let body = answer.expect(200);
    assert!(!body.to_string().contains(token), "the body tells the refresh token");
    let next = refresh(&world, &pair).await;
    let (again, attributes) = parts(next.header("set-cookie"));
    assert!(again.starts_with("__Host-refresh=") && attributes.contains(&"Secure".to_owned()));
    next.expect(200);
    let gone = call(&world, "DELETE", "/api/session", &again, String::new()).await;
    let (empty, attributes) = parts(gone.header("set-cookie"));
    assert_eq!(empty, "__Host-refresh=");
    assert_eq!(attributes, ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Strict", "Secure"]);
    gone.expect(204);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_another_host_could_have_set_is_not_read() {
    let world = World::at(ORIGIN).await;
    let (pair, _) = parts(sign_in(&world, "student-1", "a=b").await.header("set-cookie"));
    let token = pair.split_once('=').map_or("", |(_, token)| token);
    for name in ["refresh", "__Secure-refresh", "__host-refresh", " __Host-refresh x"] {
        refresh(&world, &format!("{name}={token}")).await.refused(401, "session.required");
    }
    refresh(&world, &pair).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_never_goes_on_with_a_session_that_was_brought() {
    let world = World::at(ORIGIN).await;
    let (brought, _) = parts(sign_in(&world, "student-2", "a=b").await.header("set-cookie"));
    let answer = sign_in(&world, "student-1", &brought).await;
    let (pair, _) = parts(answer.header("set-cookie"));
    assert_ne!(pair, brought);
    let body = answer.expect(200);
    assert_eq!(text(&body["account"], "username"), "student-1");
    // Whoever planted the one has no part in the other.
    let mine = refresh(&world, &pair).await.expect(200);
    assert_eq!(text(&mine["account"], "username"), "student-1");
    let theirs = refresh(&world, &brought).await.expect(200);
    assert_eq!(text(&theirs["account"], "username"), "student-2");
}

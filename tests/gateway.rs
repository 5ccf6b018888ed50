//! The gateway: what it refuses before any function is called, and what it hands on.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde_json::json;

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_route_is_a_problem() {
    let world = World::new().await;
    let answer = world.call("GET", "/api/nothing/here", None, None).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("content-language"), "zh-TW");
    answer.refused(404, "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_method_is_told_the_right_ones() {
    let world = World::new().await;
    let answer = world.call("DELETE", "/api/account", None, None).await;
    assert_eq!(answer.header("allow"), "GET");
    answer.refused(405, "method_not_allowed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_comes_in_without_a_sound_token() {
    let world = World::new().await;
    for token in [None, Some("x"), Some("eyJhbGciOiJub25lIn0.e30.")] {
        let answer = world.call("GET", "/api/account", token, None).await;
        answer.refused(401, "session.required");
    }
    let student = world.student("student-1").await;
    let mut token = student.token().await;
    let last = if token.ends_with('A') { 'B' } else { 'A' };
    token.pop();
    token.push(last);
    world.call("GET", "/api/account", Some(&token), None).await.refused(401, "session.required");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_ends_with_its_time() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let token = student.token().await;
    world.call("GET", "/api/account", Some(&token), None).await.expect(200);
    world.clock.advance(jiff::SignedDuration::from_mins(10));
    world.call("GET", "/api/account", Some(&token), None).await.refused(401, "session.required");
    student.get("/api/account").await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_have_a_size() {
    let world = World::new().await;
    for size in [300 * 1024, 7 << 20] {
        let body = json!({ "username": "x".repeat(size), "password": "y" });
        let answer = world.call("POST", "/api/session", None, Some(body)).await;
        answer.refused(413, "input.too_large");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_is_no_text_is_malformed() {
    let world = World::new().await;
    for body in [&b"\xff\xfe{}"[..], b"{\"username\": \"\xc3\x28\"}", b"{", b""] {
        let headers = HeaderMap::new();
        let answer = world.send("POST", "/api/session", headers, Bytes::from_static(body)).await;
        answer.refused(422, "input.malformed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn english_is_spoken_where_it_is_asked_for() {
    let world = World::new().await;
    let headers = HeaderMap::from_iter([(
        http::header::ACCEPT_LANGUAGE,
        HeaderValue::from_static("en-GB,en;q=0.9"),
    )]);
    let answer = world.send("GET", "/api/account", headers, Bytes::new()).await;
    assert_eq!(answer.header("content-language"), "en");
    assert_eq!(answer.refused(401, "session.required")["title"], "Sign in first.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cookies_reach_the_function_and_come_back() {
    let world = World::new().await;
    let body = json!({ "username": "student-1", "password": crate::support::PASSWORD });
    let answer = world.call("POST", "/api/session", None, Some(body)).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap_or_default();
    let headers = HeaderMap::from_iter([
        (http::header::COOKIE, HeaderValue::from_str(&format!("a=b; {pair}")).expect("a header")),
        (http::header::ORIGIN, HeaderValue::from_static("http://127.0.0.1:8787")),
    ]);
    world.send("POST", "/api/session/refresh", headers, Bytes::new()).await.expect(200);
}

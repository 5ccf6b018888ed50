//! What comes over the line before it is a request: where a message ends is never in doubt, and
//! whatever is odd is refused, not guessed at.

use super::served::Served;
use crate::support::World;

const BODY: &str = r#"{"username":"student-1","password":"no"}"#;

/// A sign-in with these header lines in place of its length.
fn sign_in(lines: &str, body: &str) -> Vec<u8> {
    format!(
        "POST /api/session HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\
         content-type: application/json\r\n{lines}\r\n{body}"
    )
    .into_bytes()
}

fn get(target: &str, lines: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n{lines}\r\n").into_bytes()
}

/// Every status that the bytes of one connection were answered with.
fn statuses(received: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(received);
    let parts = text.split("HTTP/1.").skip(1);
    parts.filter_map(|part| part.get(2..5)?.parse().ok()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_length_that_can_be_read_in_two_ways_is_refused() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let length = BODY.len();
    let chunked = format!("{length:x}\r\n{BODY}\r\n0\r\n\r\n");
    // As it is meant: both ways are fine by themselves.
    for (lines, body) in [
        (format!("content-length: {length}\r\n"), BODY.to_owned()),
        ("transfer-encoding: chunked\r\n".to_owned(), chunked.clone()),
    ] {
        assert_eq!(statuses(&served.bytes(&sign_in(&lines, &body)).await), [401], "{lines}");
    }
    let behind = format!("{BODY}GET /api/account HTTP/1.1\r\nhost: h\r\n\r\n");
    for lines in [
        format!("content-length: {length}\r\ncontent-length: 3\r\n"),
        format!("content-length: {length}, 3\r\n"),
        format!("content-length: +{length}\r\n"),
        "content-length: -1\r\n".to_owned(),
        "content-length: 0x28\r\n".to_owned(),
        "content-length: 99999999999999999999999\r\n".to_owned(),
        "transfer-encoding: xchunked\r\n".to_owned(),
        "transfer-encoding: chunked, identity\r\n".to_owned(),
        format!("content-length : {length}\r\n"),
    ] {
        let answers = statuses(&served.bytes(&sign_in(&lines, &behind)).await);
        assert!(answers.len() <= 1, "{lines}: {answers:?}");
        assert!(answers.iter().all(|status| (400..500).contains(status)), "{lines}: {answers:?}");
        assert_ne!(answers, [401], "{lines} is taken for a request");
    }
    for body in
        ["zz\r\nabc\r\n0\r\n\r\n", "5;\u{7f}\r\n{}\r\n", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"]
    {
        let answers =
            statuses(&served.bytes(&sign_in("transfer-encoding: chunked\r\n", body)).await);
        assert!(answers.iter().all(|status| (400..500).contains(status)), "{body}: {answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_ways_to_end_a_message_the_chunks_count_and_the_line_is_closed_or_the_request_refused()
 {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let chunked = format!("{:x}\r\n{BODY}\r\n0\r\n\r\n", BODY.len());
    let behind = format!("{chunked}GET /api/account HTTP/1.1\r\nhost: h\r\n\r\n");
    let lines = "content-length: 4\r\ntransfer-encoding: chunked\r\n";
    let answers = statuses(&served.bytes(&sign_in(lines, &behind)).await);
    assert!(matches!(answers[..], [] | [400] | [401]), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_or_no_http_is_refused() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let many: String = (0..500).map(|n| format!("x-{n}: y\r\n")).collect();
    let cases: [(&str, Vec<u8>); 12] = [
        ("a long address", get(&format!("/api/account?x={}", "a".repeat(100_000)), "")),
        ("a long path", get(&format!("/{}", "a/".repeat(60_000)), "")),
        ("a large header", get("/api/account", &format!("x: {}\r\n", "y".repeat(1 << 20)))),
        ("many headers", get("/api/account", &many)),
        ("a folded header", get("/api/account", "x: a\r\n b\r\n")),
        ("a zero in a header", get("/api/account", "x: a\0b\r\n")),
        ("a header without a name", get("/api/account", ": a\r\n")),
        ("another version", b"GET / HTTP/3.7\r\nhost: h\r\n\r\n".to_vec()),
        ("no version", b"GET /\r\n\r\n".to_vec()),
        ("a space in the address", get("/api/a ccount", "")),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec()),
        ("a tunnel", b"CONNECT evil.test:443 HTTP/1.1\r\nhost: evil.test\r\n\r\n".to_vec()),
    ];
    for (what, bytes) in cases {
        let answers = statuses(&served.bytes(&bytes).await);
        assert!(answers.len() <= 1, "{what}: {answers:?}");
        assert!(answers.iter().all(|status| (400..500).contains(status)), "{what}: {answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn odd_headers_of_a_sound_request_change_nothing() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    for lines in [
        "authorization: Bearer\r\n",
        "authorization: Bearer a b c\r\nauthorization: Bearer d\r\n",
        "authorization: \u{e9}\u{fe}\r\n",
        "cookie: refresh=;;;=;refresh\r\ncookie: \u{1f308}\r\n",
        "x-forwarded-for: 192.0.2.7\r\nx-viewer-address: 192.0.2.7\r\nx-http-method-override: PUT\r\n",
        "accept-language: en;q=x, \u{e9}\r\n",
        "range: bytes=9-1,-5,abc\r\n",
        "expect: the-unexpected\r\n",
        "upgrade: websocket\r\nconnection: upgrade\r\n",
        "content-encoding: gzip, br, zstd\r\ncontent-type: \u{e9}\r\n",
    ] {
        let answers = statuses(&served.bytes(&get("/api/account", lines)).await);
        assert!(matches!(answers[..], [401 | 400 | 417]), "{lines}: {answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn methods_that_nobody_needs_are_refused() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    for method in ["TRACE", "TRACK", "PROPFIND", "DEBUG", "PATCH", "X"] {
        for target in
            ["/", "/assets/app-1.js", "/api/account", "/portfolio-vault/x", "/_local/mailbox"]
        {
            let answer = served.ask(method, target).await;
            let refused = matches!(answer.status, 400 | 403 | 404 | 405 | 501);
            assert!(refused, "{method} {target}: {}", answer.status);
            assert!(!answer.rest.contains("host: h"), "{method} {target} echoes the request");
        }
    }
}

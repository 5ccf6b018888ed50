use http::HeaderValue;

use super::sweep::{May, Sweep};
use crate::{stage::Example, support::CONTRACT};

/// The name of the header that makes a write one that can be repeated.
const KEY: &str = "Idempotency-Key";

/// Makes each header wrong that a route reads.
pub async fn play(sweep: &mut Sweep<'_>, example: &Example) {
    let sent = example.request(sweep.stage);
    let may = if CONTRACT.takes_header(example.function, KEY) { May::Fail } else { May::Pass };
    let long = "k".repeat(201);
    for (what, key) in [
        ("an empty key", &b""[..]),
        ("a key that is too long", long.as_bytes()),
        ("a key that is no ASCII", "鑰匙".as_bytes()),
        ("a key that is no UTF-8", b"\xff\xfe"),
    ] {
        let mut wrong = sent.clone();
        wrong.headers.insert(KEY, HeaderValue::from_bytes(key).expect("a header"));
        sweep.refuses(example, what, &wrong, Some(KEY), may).await;
    }
    let mut longest = sent.clone();
    longest.headers.insert(KEY, HeaderValue::from_str(&long[1..]).expect("a header"));
    sweep.refuses(example, "the longest key", &longest, None, May::Pass).await;
    for (name, value) in [
        ("accept-language", &b"\xff\xfe"[..]),
        ("accept-language", "學".as_bytes()),
        ("accept-language", b"e"),
        ("cookie", b"refresh=; refresh=x; ="),
        ("cookie", b"\xff"),
        ("accept", b"text/html"),
    ] {
        let mut odd = sent.clone();
        odd.headers.insert(name, HeaderValue::from_bytes(value).expect("a header"));
        let what = format!("{name}: {}", value.escape_ascii());
        sweep.refuses(example, &what, &odd, None, May::Pass).await;
    }
    if example.who.is_some() && sent.headers.contains_key("authorization") {
        for value in ["", "Bearer", "Bearer ", "Basic eA==", "bearer x", "Bearer x.y.z"] {
            let mut wrong = sent.clone();
            wrong.headers.insert("authorization", HeaderValue::from_static(value));
            let may = match example.route().callers {
                runtime::Callers::Anyone => May::Pass,
                _ => May::Fail,
            };
            sweep.refuses(example, &format!("signed in by {value:?}"), &wrong, None, may).await;
        }
    }
}

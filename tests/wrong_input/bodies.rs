use http::HeaderValue;
use serde_json::{Value, json};

use super::sweep::{May, Sweep};
use crate::stage::Example;

/// The most bytes of a body.
const MOST: usize = 256 * 1024;

/// Makes the body as a whole wrong.
pub async fn play(sweep: &mut Sweep<'_>, example: &Example) {
    let Some(body) = &example.body else { return };
    let sent = example.request(sweep.stage);
    for (what, bytes) in unsound(body) {
        let wrong = sent.clone().bytes(bytes);
        sweep.refuses(example, what, &wrong, None, May::FailUnread).await;
    }
    let (first, value) = body.as_object().and_then(|all| all.iter().next()).expect("a field");
    let text = body.to_string();
    let doubled = format!("{{{}:{value},{}", json!(first), &text[1..]);
    let wrong = sent.clone().bytes(doubled);
    sweep.refuses(example, "a field twice", &wrong, None, May::FailUnread).await;

    let over = sent.clone().bytes(text.clone() + &" ".repeat(MOST + 1 - text.len()));
    sweep.refuses(example, "too large", &over, None, May::Fail).await;
    let just = sent.clone().bytes(text.clone() + &" ".repeat(MOST - text.len()));
    sweep.refuses(example, "as large as may be", &just, None, May::Pass).await;
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("\\")] {
        let mut other = sent.clone();
        other.headers.remove("content-type");
        if let Some(kind) = kind {
            other.headers.insert("content-type", HeaderValue::from_static(kind));
        }
        let what = format!("of the type {kind:?}");
        sweep.refuses(example, &what, &other, None, May::Pass).await;
    }
}

fn unsound(body: &Value) -> Vec<(&'static str, Vec<u8>)> {
    let text = body.to_string();
    let values: Vec<&Value> = body.as_object().into_iter().flatten().map(|(_, it)| it).collect();
    vec![
        ("nothing", Vec::new()),
        ("blanks", b"  \n ".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"7".to_vec()),
        ("a truth", b"true".to_vec()),
        ("a text", json!(text).to_string().into_bytes()),
        ("an empty list", b"[]".to_vec()),
        ("a list of the object", json!([body]).to_string().into_bytes()),
        ("a list of the values", json!(values).to_string().into_bytes()),
        ("cut off", text.as_bytes()[..text.len() - 1].to_vec()),
        ("something behind it", format!("{text}x").into_bytes()),
        ("a second object", format!("{text}{text}").into_bytes()),
        ("a comma too many", format!("{},}}", &text[..text.len() - 1]).into_bytes()),
        ("a comment", format!("/* */{text}").into_bytes()),
        ("a byte-order mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("no UTF-8", [&text.as_bytes()[..2], b"\xff\xfe\xc3\x28", &text.as_bytes()[2..]].concat()),
        ("nested without end", "[".repeat(10_000).into_bytes()),
        ("nested objects without end", "{\"a\":".repeat(10_000).into_bytes()),
        ("a form", b"a=1&b=2".to_vec()),
    ]
}

use serde_json::{Value, json};

use super::Kept;
use crate::support::{Answer, Request};

const WISH: &str = "/api/account/reminder-mail";
const PHRASES: &str = "/api/certifications/phrases";
const DOCUMENTS: &str = "/api/documents";

fn put(path: &str, body: Value) -> Request {
    Request::new("PUT", path).json(Some(body))
}

fn told(kept: &Kept, request: &Request, status: u16, body: Value) {
    let asked = kept.tries(request);
    kept.hears("somebody", asked, request, &Answer { status, body, ..Answer::default() });
}

fn reads(kept: &Kept, path: &str, body: Value) {
    told(kept, &Request::new("GET", path), 200, body);
}

#[test]
fn what_was_acknowledged_is_found_where_it_is_shown() {
    let kept = Kept::default();
    told(&kept, &put(WISH, json!({ "wanted": false })), 204, Value::Null);
    reads(&kept, WISH, json!({ "wanted": false }));
    assert_eq!(kept.found().get("reminders.choose-mail"), Some(&1));
}

#[test]
#[should_panic(expected = "acknowledged")]
fn another_value_than_was_acknowledged_is_told() {
    let kept = Kept::default();
    told(&kept, &put(WISH, json!({ "wanted": false })), 204, Value::Null);
    reads(&kept, WISH, json!({ "wanted": true }));
}

#[test]
fn what_nobody_answered_may_have_been_done() {
    let kept = Kept::default();
    let phrases = |text: &str| json!({ "phrases": [text] });
    kept.tries(&put(PHRASES, phrases("one")));
    told(&kept, &put(PHRASES, phrases("two")), 200, phrases("two"));
    reads(&kept, PHRASES, phrases("one"));
}

#[test]
#[should_panic(expected = "acknowledged")]
fn what_was_refused_was_not_done() {
    let kept = Kept::default();
    let phrases = |text: &str| json!({ "phrases": [text] });
    told(&kept, &put(PHRASES, phrases("two")), 200, phrases("two"));
    told(&kept, &put(PHRASES, phrases("three")), 422, Value::Null);
    reads(&kept, PHRASES, phrases("three"));
}

#[test]
#[should_panic(expected = "went back from 2 to 1")]
fn an_older_version_than_was_acknowledged_is_told() {
    let kept = Kept::default();
    let sent = put(DOCUMENTS, json!({ "documents": [], "version": 1 }));
    told(&kept, &sent, 200, json!({ "documents": [], "version": 2 }));
    reads(&kept, DOCUMENTS, json!({ "documents": [], "version": 1 }));
}

#[test]
#[should_panic(expected = "acknowledged")]
fn what_was_made_stays_in_its_list() {
    let kept = Kept::default();
    let sent = Request::new("POST", "/api/problem-reports").json(Some(json!({ "text": "no" })));
    told(&kept, &sent, 201, json!({ "id": "rep_1" }));
    reads(&kept, "/api/schools/353301/problem-reports", json!({ "items": [], "next": null }));
}

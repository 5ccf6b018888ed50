//! What is read of a request before anybody is known: tokens, cookies, headers, paths; and what a
//! deployment says of its schedules.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use jiff::civil::date;
use local::scheduler::Cron;
use portfolio::files::Purpose;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use crate::support::{
    World,
    items::{document, text, upload},
};

/// How many of each a whole system is asked.
const CASES: usize = 200;

/// Values of this sort, the same ones every time.
fn values<S: Strategy>(sort: S) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    let mut value = || sort.new_tree(&mut runner).expect("a value").current();
    (0..CASES).map(|_| value()).collect()
}

fn headers(pairs: &[(&'static str, &str)]) -> Option<HeaderMap> {
    let header = |(name, value): &(&'static str, &str)| {
        Some((HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).ok()?))
    };
    pairs.iter().map(header).collect::<Option<Vec<_>>>().map(HeaderMap::from_iter)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_is_a_token_or_a_cookie_that_was_not_given() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let token = student.token().await;
    let cut = token.rsplit_once('.').map_or("", |(start, _)| start).to_owned();
    let tokens = prop_oneof![
        any::<String>(),
        "[A-Za-z0-9_-]{0,40}(\\.[A-Za-z0-9_-]{0,80}){0,4}",
        "[A-Za-z0-9_-]{86}".prop_map(move |end| format!("{cut}.{end}")),
        (0..token.len()).prop_map(move |at| {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            String::from_utf8_lossy(&changed).into_owned()
        }),
    ];
    for token in values(tokens) {
        let bearer = format!("Bearer {token}");
        let Some(headers) = headers(&[("authorization", &bearer)]) else { continue };
        // A change of the last letter may stand for the same bytes, which is refused too.
        let answer = world.send("GET", "/api/account", headers, Bytes::new()).await;
        answer.refused(401, "session.required");
    }
    let cookies =
        prop_oneof!["refresh=[A-Za-z0-9_=-]{0,200}", "[ -~]{0,80}", "(refresh=[^;]{0,9};? ?){1,4}"];
    for cookie in values(cookies) {
        let Some(headers) = headers(&[("cookie", &cookie)]) else { continue };
        let answer = world.send("POST", "/api/session/refresh", headers, Bytes::new()).await;
        answer.refused(401, "session.required");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_or_header_is_more_than_can_be_answered() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let bearer = format!("Bearer {}", student.token().await);
    let part = "([a-z-]{1,12}|%[0-9a-fA-F]{2}|%|\\.\\.|acc_[0-9a-f]{32}|\\PC{0,6})";
    let paths =
        format!("/api(/{part}){{0,5}}(\\?[a-z_]{{0,8}}=[ -~]{{0,20}}(&limit=[0-9-]{{0,22}})?)?");
    let sort = proptest::string::string_regex(&paths).expect("a pattern");
    let lists =
        "/api/files\\?(cursor=[A-Za-z0-9_=%-]{0,60}|limit=[0-9-]{0,22}|[a-z]{1,9}=[ -~]{0,9})";
    for path in values(prop_oneof![sort, lists]) {
        // What no HTTP can carry is refused before it is a request.
        if path.parse::<http::Uri>().is_err() {
            continue;
        }
        let Some(headers) = headers(&[("authorization", &bearer)]) else { continue };
        let answer = world.send("GET", &path, headers, Bytes::new()).await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
    }
    let odd = [
        "accept-language",
        "idempotency-key",
        "content-type",
        "x-viewer-address",
        "host",
        "origin",
    ];
    for (name, value) in values((prop::sample::select(odd.to_vec()), "[ -~]{0,60}")) {
        let pairs = [("authorization", bearer.as_str()), (name, &value)];
        let Some(headers) = headers(&pairs) else { continue };
        let answer = world.send("POST", "/api/problem-reports", headers, "{".into()).await;
        assert!(matches!(answer.status, 403 | 422), "{name}: {value:?}: {}", answer.status);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_range_is_a_part_of_the_file_or_refused() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let bytes = document("一二三四五六七八九十");
    let file = upload(&world, &student, bytes.clone(), Purpose::LearningOutcome).await;
    let download = student.get(&format!("/api/files/{file}")).await.expect(200);
    let ranges = prop_oneof![
        "bytes=[0-9]{0,3}-[0-9]{0,3}",
        "bytes=[0-9]{0,22}-[0-9]{0,22}(,[0-9-]{0,4})?",
        "[ -~]{0,20}",
    ];
    for range in values(ranges) {
        let request = Request::get(text(&download, "url")).header("range", &range);
        let answer = world.cloud().s3.call(request.body(Bytes::new()).expect("a request")).await;
        let part = answer.body();
        match answer.status().as_u16() {
            200 => assert_eq!(part, &bytes, "{range}"),
            206 => {
                assert!(bytes.windows(part.len()).any(|window| window == part.as_ref()), "{range}")
            }
            other => assert!((400..500).contains(&other), "{range}: {other}"),
        }
    }
}

proptest! {
    #[test]
    fn an_expression_of_a_schedule_is_read_or_refused(
        text in "([0-9*?/,A-Z-]{1,7} ){0,6}[0-9*?,/-]{0,5}|\\PC{0,30}",
        days in 0_i32..3000,
    ) {
        if let Some(cron) = Cron::parse(&text) {
            let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(days));
            cron.is_due(day.at(8, 0, 0, 0));
            let spaced = text.split_whitespace().collect::<Vec<_>>().join("   ");
            prop_assert_eq!(Cron::parse(&spaced), Some(cron));
        }
    }
}

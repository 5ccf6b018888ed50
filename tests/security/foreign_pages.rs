//! Pages of other sites, open in the browser of somebody who is signed in.

use http::{HeaderMap, HeaderName, HeaderValue};
use runtime::{Callers, Method, Need, TableAction};
use serde_json::Value;

use crate::{
    stage::{Example, Stage, examples},
    support::Table,
};

const EVIL: &str = "https://evil.test";

/// What a form can send without asking beforehand.
const FORMS: [&str; 4] =
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""];

/// What writes, beside what only reads and signs.
const WRITES: [TableAction; 4] = [
    TableAction::PutItem,
    TableAction::UpdateItem,
    TableAction::DeleteItem,
    TableAction::ConditionCheckItem,
];

/// Functions that remember that somebody looked. No other page can call them: they want a token.
const LOOKS: [&str; 2] = ["learning-outcomes.list", "students.dashboard"];

/// The headers that a browser sends along from another page: its cookies, and where the page is from.
fn from_elsewhere(example: &Example, stage: &Stage, form: &str) -> HeaderMap {
    let mut headers = example.request(stage).headers;
    headers.remove("authorization");
    headers.insert("origin", HeaderValue::from_static(EVIL));
    headers.insert("content-type", HeaderValue::from_str(form).expect("a header"));
    headers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_of_another_page_gets_nowhere() {
    let stage = Stage::new().await;
    let before = Table::read(&stage.world).await;
    let mut open = Vec::new();
    for example in examples::once(&stage) {
        let route = example.route();
        if route.method == Method::Get {
            continue;
        }
        let request = example.request(&stage);
        for form in FORMS {
            let headers = from_elsewhere(&example, &stage, form);
            let body = request.body.clone();
            let answer = stage.world.send(request.method, &request.path, headers, body).await;
            assert_eq!(answer.header("set-cookie"), "", "{}", example.function);
            let code = match route.callers {
                Callers::Anyone => (403, "session.origin_refused"),
                _ => (401, "session.required"),
            };
            assert_eq!((answer.status, answer.code()), code, "{} as {form}", example.function);
        }
        if route.callers == Callers::Anyone {
            open.push(example.function);
        }
    }
    assert_eq!(open, ["session.sign-in", "session.refresh", "session.sign-out"]);
    assert_eq!(Table::read(&stage.world).await, before, "something is changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_other_page_may_call_or_read() {
    let stage = Stage::new().await;
    let header = |(name, value): (&'static str, &'static str)| {
        (HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    for example in examples::once(&stage) {
        let request = example.request(&stage);
        let asked = [
            ("origin", EVIL),
            ("access-control-request-method", request.method),
            ("access-control-request-headers", "authorization, content-type"),
        ];
        let headers = HeaderMap::from_iter(asked.map(header));
        let preflight = stage.world.send("OPTIONS", &request.path, headers, "".into()).await;
        assert_eq!(preflight.status, 405, "{}", example.function);
        let simple = from_elsewhere(&example, &stage, "text/plain");
        let answer = stage.world.send("GET", &request.path, simple, "".into()).await;
        for answer in [preflight, answer] {
            let mut names = answer.headers.keys().map(HeaderName::as_str);
            assert_eq!(names.find(|name| name.starts_with("access-control")), None);
        }
    }
    let main = codegen::template().expect("the registry fits into a template");
    let api = &main["Resources"]["Api"]["Properties"];
    assert!(api.is_object());
    assert_eq!(api.get("CorsConfiguration"), None::<&Value>);
}

#[test]
fn what_is_read_changes_nothing() {
    let mut writing: Vec<&str> = Vec::new();
    for function in functions::all() {
        if function.route().is_none_or(|route| route.method != Method::Get) {
            continue;
        }
        let writes = |need: &Need| match need {
            Need::Table(action) => WRITES.contains(action),
            Need::VaultCopyIn | Need::VaultHold | Need::VaultCollect => true,
            Need::OutboxWrite | Need::Deliver | Need::Mail | Need::Send(_) => true,
            _ => false,
        };
        if function.needs.iter().any(writes) {
            writing.push(function.name);
        }
    }
    assert_eq!(writing, LOOKS);
}

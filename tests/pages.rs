//! The pages: how the built files reach a browser, from one machine and by the template.

use std::{collections::BTreeMap, fs, net::SocketAddr};

use local::gateway::Gateway;
use serde_json::{Value, json};

use crate::support::World;

const SCRIPT: &str = "assets/index-B3kq9zXw.js";

/// What a browser was answered: the status, and some headers.
type Headers = BTreeMap<&'static str, String>;

/// Asks the local gateway, which has a small web app, for a path.
async fn asked(path: &'static str) -> (u16, Headers) {
    let web = tempfile::tempdir().expect("a folder");
    fs::create_dir(web.path().join("assets")).expect("a folder");
    fs::write(web.path().join(SCRIPT), "export const n = 1;\n".repeat(1_000)).expect("a file");
    fs::write(web.path().join("index.html"), "<!doctype html>\n".repeat(100)).expect("a file");
    let world = World::new().await;
    let gateway = Gateway {
        api: world.system.api().clone(),
        scheduler: world.system.scheduler().clone(),
        web: web.path().to_owned(),
        demonstration: false,
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("its address");
    let service = gateway.router().into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let answer = tokio::task::spawn_blocking(move || {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let request = ureq::Agent::from(config).get(format!("http://{address}/{path}"));
        let answer = request.header("accept-encoding", "br, gzip").call().expect("an answer");
        let header = |name| {
            let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
            (name, value.unwrap_or_default().to_owned())
        };
        let names = ["cache-control", "content-encoding", "content-type", "vary"];
        (answer.status().as_u16(), names.map(header).into())
    });
    let answer = answer.await.expect("an answer");
    serving.abort();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_named_by_its_content_is_kept_for_ever_and_comes_compressed() {
    let (status, headers) = asked(SCRIPT).await;
    assert_eq!(status, 200);
    assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(headers["content-encoding"], "br");
    assert!(headers["vary"].contains("accept-encoding"), "{headers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_answers_at_every_address_and_is_asked_for_each_time() {
    for path in ["", "outcomes/new", "index.html"] {
        let (status, headers) = asked(path).await;
        assert_eq!((status, headers["cache-control"].as_str()), (200, "no-cache"), "/{path}");
        assert_eq!(headers["content-encoding"], "br", "/{path}");
        assert!(headers["content-type"].starts_with("text/html"), "/{path}: {headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_that_is_gone_is_gone_and_not_for_ever() {
    let (status, headers) = asked("assets/index-0ldN4me0.js").await;
    assert_eq!((status, headers["cache-control"].as_str()), (404, "no-cache"));
}

fn resource<'a>(stack: &'a Value, name: &str) -> &'a Value {
    &stack["Resources"][name]["Properties"]
}

#[test]
fn the_template_says_the_same_of_the_pages() {
    let template = codegen::template().expect("the registry fits into a template");
    let site = &resource(&template, "Site")["DistributionConfig"];
    let pages = &site["DefaultCacheBehavior"];
    assert_eq!(pages["Compress"], true);
    let functions = pages["FunctionAssociations"].as_array().expect("functions");
    let of = |event: &str| functions.iter().find(|one| one["EventType"] == event).cloned();
    let answered = of("viewer-response").expect("a function at the answer");
    assert_eq!(answered["FunctionARN"], json!({ "Fn::GetAtt": ["PageAge", "FunctionARN"] }));
    let code = resource(&template, "PageAge")["FunctionCode"].as_str().expect("code");
    for part in ["indexOf('/assets/') === 0", "public, max-age=31536000, immutable", "no-cache"] {
        assert!(code.contains(part), "{part}: {code}");
    }
    let api = &site["CacheBehaviors"][0];
    assert_eq!((&api["PathPattern"], &api["Compress"]), (&json!("/api/*"), &json!(true)));
    assert_ne!(api["CachePolicyId"], pages["CachePolicyId"], "answers of the API are kept");
    assert_eq!(api["FunctionAssociations"].as_array().map(Vec::len), Some(1));
}

//! What browsers are told with every answer: the same on AWS and on one machine.

use codegen::{SECURITY_HEADERS, content_security_policy};
use serde_json::{Value, json};

use super::served::{Line, Served};
use crate::support::World;

/// Addresses of every sort: pages, files, what is missing, the API, and what only this machine shows.
const ADDRESSES: [&str; 11] = [
    "/",
    "/index.html",
    "/outcomes/new",
    "/assets/app-1.js",
    "/assets/missing.js",
    "/openapi.json",
    "/api",
    "/api/account",
    "/api/receipt-keys",
    "/api/diverse-performance-kinds",
    "/_local/mailbox",
];

async fn answers() -> Vec<(&'static str, Line)> {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let mut answers = Vec::new();
    for address in ADDRESSES {
        answers.push((address, served.ask("GET", address).await));
    }
    answers
}

/// What a policy says of one thing.
fn sources<'a>(policy: &'a str, directive: &str) -> Option<Vec<&'a str>> {
    let mut directives = policy.split(';').map(|text| text.split_whitespace());
    directives.find_map(|mut words| (words.next()? == directive).then(|| words.collect()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_carries_what_browsers_are_told() {
    for (address, answer) in answers().await {
        for (name, value) in SECURITY_HEADERS {
            assert_eq!(answer.header(name), value, "{address}: {name}");
        }
        let policy = answer.header("content-security-policy");
        assert_eq!(policy, content_security_policy(None, None), "{address}");
        if !answer.rest.is_empty() {
            assert!(!answer.header("content-type").is_empty(), "{address} does not say what it is");
        }
        if address.starts_with("/api") {
            assert_eq!(answer.header("cache-control"), "no-store", "{address}");
            let said = answer.header("content-type");
            assert!(said.starts_with("application/"), "{address}: {said}");
        }
    }
}

#[test]
fn the_policy_lets_nothing_in_but_our_own() {
    let policy = content_security_policy(Some("https://staging.test"), Some("https://vault.test"));
    let only = |directive: &str, expected: &[&str]| {
        assert_eq!(sources(&policy, directive).as_deref(), Some(expected), "{directive}");
    };
    only("default-src", &["'self'"]);
    only("object-src", &["'none'"]);
    only("base-uri", &["'none'"]);
    only("frame-ancestors", &["'none'"]);
    only("form-action", &["'self'"]);
    only("connect-src", &["'self'", "https://staging.test", "https://vault.test"]);
    only("style-src", &["'self'"]);
    // Scripts have no rule of their own: what holds for everything holds for them.
    for directive in ["script-src", "script-src-elem", "script-src-attr"] {
        assert_eq!(sources(&policy, directive), None);
    }
    for loose in ["unsafe-", "*", "http:", "data:", "https: ", "wasm-"] {
        assert!(!policy.contains(loose), "{loose} in {policy}");
    }
}

#[test]
fn the_template_says_the_same() {
    let main = codegen::template().expect("the registry fits into a template");
    let of = |resource: &str| &main["Resources"][resource]["Properties"];
    let headers = &of("WebHeaders")["ResponseHeadersPolicyConfig"];
    let security = &headers["SecurityHeadersConfig"];
    let strict = &security["StrictTransportSecurity"];
    assert!(strict["AccessControlMaxAgeSec"].as_u64() >= Some(365 * 24 * 3600), "{strict}");
    assert_eq!(strict["IncludeSubdomains"], true);
    let policy = &security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"];
    let policy = policy.as_str().expect("a policy");
    let bare: Vec<&str> = policy.split(' ').filter(|word| !word.starts_with("https://")).collect();
    let bare = bare.join(" ");
    let ours = content_security_policy(Some("https://x"), Some("https://x"));
    // The buckets' own addresses are the only ones beside the page's.
    assert_eq!(policy.matches("https://").count(), ours.matches("https://").count());
    let expected: Vec<&str> =
        ours.split(' ').filter(|word| !word.starts_with("https://")).collect();
    assert_eq!(bare, expected.join(" "));
    let custom = headers["CustomHeadersConfig"]["Items"].as_array().expect("headers");
    for (name, value) in SECURITY_HEADERS {
        let said = match name {
            "x-content-type-options" => !security["ContentTypeOptions"].is_null(),
            "x-frame-options" => security["FrameOptions"]["FrameOption"] == value,
            "referrer-policy" => security["ReferrerPolicy"]["ReferrerPolicy"] == value,
            _ => custom.iter().any(|item| item["Header"] == name && item["Value"] == value),
        };
        assert!(said, "{name} is not in the template");
    }
    every_one_overrides(security, custom);
    let site = &of("Site")["DistributionConfig"];
    let own = json!({ "Ref": "WebHeaders" });
    assert_eq!(site["DefaultCacheBehavior"]["ResponseHeadersPolicyId"], own);
    for behaviour in site["CacheBehaviors"].as_array().expect("behaviours") {
        assert_eq!(behaviour["ResponseHeadersPolicyId"], own, "{behaviour}");
    }
    let certificate = site["ViewerCertificate"].to_string();
    assert!(certificate.contains("TLSv1.2_2021"), "{certificate}");
    assert_eq!(site["Origins"][1]["CustomOriginConfig"]["OriginSSLProtocols"], json!(["TLSv1.2"]));
    let stage = of("ApiStage")["DefaultRouteSettings"].to_string();
    assert!(stage.contains("ThrottlingRateLimit") && stage.contains("ThrottlingBurstLimit"));
}

/// What an origin says itself does not count.
fn every_one_overrides(security: &Value, custom: &[Value]) {
    for (name, header) in security.as_object().expect("headers") {
        assert_eq!(header["Override"], true, "{name}");
    }
    assert!(custom.iter().all(|item| item["Override"] == true), "{custom:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_leads_elsewhere() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    for target in [
        "//evil.test",
        "//evil.test/%2e%2e",
        "/\\evil.test",
        "/https://evil.test",
        "http://evil.test/",
        "/?next=//evil.test",
    ] {
        for host in ["h", "localhost:8787", "localhost:1@evil.test", "evil.test"] {
            let request =
                format!("GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
            let Some(answer) = served.exchange(request.as_bytes()).await else { continue };
            let to = answer.header("location");
            let within = to.starts_with("http://127.0.0.1:8787/")
                || to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
            assert!(to.is_empty() || within, "{host}{target}: {to}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_tells_what_it_runs_on() {
    for (address, answer) in answers().await {
        for name in ["server", "x-powered-by", "x-aspnet-version", "via"] {
            assert_eq!(answer.header(name), "", "{address}");
        }
        if answer.status >= 400 {
            for word in ["panicked", ".rs:", "dynamodb", "aws", "Traceback", "/root/", "src/"] {
                assert!(!answer.rest.contains(word), "{address} says {word}: {}", answer.rest);
            }
        }
    }
}

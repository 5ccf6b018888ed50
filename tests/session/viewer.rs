//! The viewer's address: believed from the content network, and from nobody else.

use std::sync::Arc;

use lambda_http::{Body, Request};
use runtime::{Config, Environment, ViewerHeader, respond};
use sha2::{Digest, Sha256};

use crate::support::{PASSWORD, World};

const KEY: &str = "shown by the content network";

/// A deployment behind the content network, at an https address.
struct Deployed {
    env: Arc<Environment>,
}

impl Deployed {
    async fn new(world: &World) -> Self {
        let function = functions::find("session.sign-in").expect("a function");
        let name = "x-viewer-address".to_owned();
        let keys = vec![hex::encode(Sha256::digest(KEY)), hex::encode(Sha256::digest("the next"))];
        let config = Config {
            viewer_header: Some(ViewerHeader { name, keys }),
            public_origin: "https://portfolio.example".to_owned(),
            ..world.cloud().config()
        };
        let (clock, ids) = (world.clock.as_clock(), world.cloud().ids.clone());
        let sdk = world.cloud().sdk(Some(function));
        let env = Environment::new(function, sdk, config, clock, ids).await.expect("it starts");
        Self { env }
    }

    async fn sign_in(&self, password: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let function = functions::find("session.sign-in").expect("a function");
        let route = function.route().expect("a route");
        let body = serde_json::json!({ "username": "student-1", "password": password });
        let mut request = http::Request::post("https://portfolio.example/api/session");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request: Request = request.body(Body::Text(body.to_string())).expect("a request");
        let response = respond(function, route, self.env.clone(), request).await;
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        (response.status().as_u16(), cookie.unwrap_or_default().to_owned())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_the_content_network_it_is_the_viewers_address_that_counts() {
    let world = World::new().await;
    let deployed = Deployed::new(&world).await;
    let from = |address| [("x-origin-key", KEY), ("x-viewer-address", address)];
    for _ in 0..5 {
        assert_eq!(deployed.sign_in("wrong", &from("192.0.2.1")).await.0, 401);
    }
    assert_eq!(deployed.sign_in(PASSWORD, &from("192.0.2.1")).await.0, 429);
    let next = [("x-origin-key", "the next"), ("x-viewer-address", "192.0.2.2")];
    let (status, cookie) = deployed.sign_in(PASSWORD, &next).await;
    assert_eq!(status, 200);
    let attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=259200";
    assert!(cookie.starts_with("__Host-refresh=") && cookie.ends_with(attributes), "{cookie}");
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_past_the_content_network_is_refused() {
    let world = World::new().await;
    let deployed = Deployed::new(&world).await;
    for headers in [
        &[][..],
        &[("x-viewer-address", "192.0.2.1")],
        &[("x-viewer-address", "192.0.2.1"), ("x-origin-key", "guessed")],
        &[("x-viewer-address", "192.0.2.1"), ("x-origin-key", "")],
    ] {
        assert_eq!(deployed.sign_in(PASSWORD, headers).await.0, 403, "{headers:?}");
    }
    let ours = [("x-origin-key", KEY), ("origin", "https://portfolio.example")];
    assert_eq!(deployed.sign_in(PASSWORD, &ours).await.0, 200);
    // Over https the origin is one, and no host says otherwise.
    let host =
        [("x-origin-key", KEY), ("origin", "https://evil.example"), ("host", "evil.example")];
    assert_eq!(deployed.sign_in(PASSWORD, &host).await.0, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_content_network_the_header_is_nobodys() {
    let world = World::new().await;
    let sign_in = async |password: &str, n: usize| {
        let mut headers = http::HeaderMap::new();
        for name in ["x-viewer-address", "x-forwarded-for", "cloudfront-viewer-address"] {
            let address = format!("192.0.2.{n}").parse().expect("a header");
            headers.insert(http::HeaderName::from_static(name), address);
        }
        let body = serde_json::json!({ "username": "student-1", "password": password });
        world.send("POST", "/api/session", headers, body.to_string().into()).await
    };
    for n in 0..5 {
        sign_in("wrong", n).await.refused(401, "session.refused");
    }
    sign_in(PASSWORD, 9).await.refused(429, "session.locked");
}

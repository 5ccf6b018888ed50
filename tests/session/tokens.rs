//! Access tokens: which are believed, and until when.

use aws_lc_rs::{hmac, signature::Ed25519KeyPair};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD},
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::browser::Browser;
use crate::support::{PASSWORD, World, items::text};

/// A token taken apart, and what signs one.
struct Forge {
    header: Value,
    claims: Value,
    pair: Ed25519KeyPair,
}

impl Forge {
    /// A genuine token and the genuine key, as somebody has them who looks after the system.
    async fn new(world: &World, token: &str) -> Self {
        let part = |n: usize| {
            let text = token.split('.').nth(n).expect("three parts");
            let bytes = URL_SAFE_NO_PAD.decode(text).expect("base64");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let secrets = aws_sdk_secretsmanager::Client::new(&world.cloud().sdk(None));
        let secret = secrets.get_secret_value().secret_id("portfolio/tokens").send().await;
        let written = secret.expect("the secret").secret_string.expect("a text");
        let written: Value = serde_json::from_str(&written).expect("JSON");
        let pkcs8 = BASE64.decode(text(&written, "signing")).expect("base64");
        let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).expect("a key");
        Self { header: part(0), claims: part(1), pair }
    }

    /// What is signed, with these changes; null removes.
    fn message(&self, header: &Value, claims: &Value) -> String {
        let changed = |all: &Value, changes: &Value| {
            let mut all = all.clone();
            for (name, value) in changes.as_object().into_iter().flatten() {
                match value {
                    Value::Null => drop(all.as_object_mut().expect("an object").remove(name)),
                    _ => all[name] = value.clone(),
                }
            }
            URL_SAFE_NO_PAD.encode(all.to_string())
        };
        format!("{}.{}", changed(&self.header, header), changed(&self.claims, claims))
    }

    fn token(&self, header: Value, claims: Value) -> String {
        let message = self.message(&header, &claims);
        let signature = URL_SAFE_NO_PAD.encode(self.pair.sign(message.as_bytes()));
        format!("{message}.{signature}")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_our_key_signed_for_us_and_for_now_is_believed() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let genuine = browser.token("student-1", PASSWORD).await;
    let forge = Forge::new(&world, &genuine).await;
    assert_eq!(forge.header["alg"], "EdDSA");
    let now = world.clock.now().as_second();
    assert_eq!((&forge.claims["iat"], &forge.claims["exp"]), (&json!(now), &json!(now + 600)));
    browser.account(&forge.token(json!({}), json!({}))).await.expect(200);

    let public = world.cloud().config().token_keys.into_values().next().expect("a key");
    let hmac_key = hmac::Key::new(hmac::HMAC_SHA256, &BASE64.decode(public).expect("base64"));
    let confused = forge.message(&json!({ "alg": "HS256" }), &json!({}));
    let digest = URL_SAFE_NO_PAD.encode(hmac::sign(&hmac_key, confused.as_bytes()));
    let unsigned = forge.message(&json!({ "alg": "none" }), &json!({}));
    let stranger = Forge {
        pair: Ed25519KeyPair::generate().expect("a key"),
        ..Forge::new(&world, &genuine).await
    };
    let (head, signature) = genuine.rsplit_once('.').expect("three parts");
    let promoted = forge.message(&json!({}), &json!({ "roles": ["school_administrator"] }));
    for (what, token) in [
        ("another algorithm", forge.token(json!({ "alg": "ES256" }), json!({}))),
        ("the public key as a secret", format!("{confused}.{digest}")),
        ("no algorithm", format!("{unsigned}.")),
        ("no algorithm, signed", forge.token(json!({ "alg": "none" }), json!({}))),
        ("no key id", forge.token(json!({ "kid": null }), json!({}))),
        ("an unknown key id", forge.token(json!({ "kid": "tokens-0" }), json!({}))),
        ("a path as a key id", forge.token(json!({ "kid": "../../dev/null" }), json!({}))),
        ("another audience", forge.token(json!({}), json!({ "aud": "another" }))),
        ("no audience", forge.token(json!({}), json!({ "aud": null }))),
        ("many audiences", forge.token(json!({}), json!({ "aud": ["learning-portfolio"] }))),
        ("another issuer", forge.token(json!({}), json!({ "iss": "another" }))),
        ("no issuer", forge.token(json!({}), json!({ "iss": null }))),
        ("no end", forge.token(json!({}), json!({ "exp": null }))),
        ("an end that is over", forge.token(json!({}), json!({ "exp": now }))),
        ("an end that is no number", forge.token(json!({}), json!({ "exp": "9999999999" }))),
        ("a stranger's key", stranger.token(json!({}), json!({}))),
        ("other claims", format!("{promoted}.{signature}")),
        ("no signature", format!("{head}.")),
        ("two parts", head.to_owned()),
        ("four parts", format!("{genuine}.{signature}")),
        ("nothing", String::new()),
    ] {
        let answer = browser.account(&token).await;
        assert_eq!((answer.status, answer.code()), (401, "session.required"), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_good_until_its_second_and_not_in_it() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    world.clock.advance(SignedDuration::from_millis(400));
    let token = browser.token("student-1", PASSWORD).await;
    world.clock.advance(SignedDuration::from_millis(599_599));
    browser.account(&token).await.expect(200);
    world.clock.advance(SignedDuration::from_millis(1));
    browser.account(&token).await.refused(401, "session.required");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_scheme_is_no_token() {
    let world = World::new().await;
    let token = Browser::new(&world).token("student-1", PASSWORD).await;
    for header in [token.clone(), format!("Basic {token}"), format!("bearer{token}")] {
        let mut headers = http::HeaderMap::new();
        headers.insert("authorization", header.parse().expect("a header"));
        let answer = world.send("GET", "/api/account", headers, bytes::Bytes::new()).await;
        answer.refused(401, "session.required");
    }
}

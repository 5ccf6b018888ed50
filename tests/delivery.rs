//! Delivery of central submissions by HTTPS: to a real server in this process, which fails as such
//! servers do.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::put,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jiff::SignedDuration;
use runtime::Queue;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Actor, SCHOOL, World, items, items::text};

/// How the receiver goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It takes nothing.
    Busy,
    /// It takes the file and says nothing of it.
    ForgetsToSay,
    /// It says that something else arrived.
    OtherBytes,
}

/// What has arrived: by key, how often and what.
#[derive(Debug, Default)]
struct Arrived {
    files: BTreeMap<String, Vec<(String, Bytes)>>,
    /// The name of what arrived last.
    last: String,
    /// Of the calls to come, the last one first.
    faults: Vec<Option<Fault>>,
}

/// A receiver on this machine.
#[derive(Debug, Clone, Default)]
struct Central(Arc<Mutex<Arrived>>);

impl Central {
    /// Listens, and goes wrong so at its first calls. Answers its address too.
    async fn listening(faults: &[Option<Fault>]) -> (Self, String) {
        let central = Self::default();
        central.arrived(|arrived| arrived.faults = faults.iter().rev().copied().collect());
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}/in", listener.local_addr().expect("its address"));
        let router = Router::new()
            .route("/in/{root}/{name}", put(take))
            .layer(axum::extract::DefaultBodyLimit::max(64 << 20))
            .with_state(central.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (central, url)
    }

    fn arrived<T>(&self, look: impl FnOnce(&mut Arrived) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn take(
    State(central): State<Central>,
    Path((root, name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fault = central.arrived(|arrived| arrived.faults.pop().flatten());
    if fault == Some(Fault::Busy) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let key = headers["idempotency-key"].to_str().expect("a text").to_owned();
    let digest = match fault {
        Some(Fault::OtherBytes) => digest_of(b"something else"),
        _ => digest_of(&body),
    };
    let path = format!("{root}/{name}");
    central.arrived(|arrived| {
        arrived.files.entry(key).or_default().push((path, body));
        arrived.last = name;
    });
    match fault {
        Some(Fault::ForgetsToSay) => StatusCode::CREATED.into_response(),
        _ => {
            let digest = HeaderValue::from_str(&digest).expect("a header");
            (StatusCode::CREATED, [("repr-digest", digest)]).into_response()
        }
    }
}

fn digest_of(bytes: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64.encode(Sha256::digest(bytes)))
}

/// A batch with one outcome and its file, frozen. Answers the clerk and the batch's path.
async fn frozen(world: &World) -> (Actor<'_>, String) {
    let student = world.student("student-1").await;
    let outcome = items::certified(world, &student).await;
    let ids = json!({ "ids": [outcome["id"]], "version": 0 });
    let selection = "/api/students/{me}/selections/115/learning-outcomes";
    student.put(selection, ids).await.expect(200);
    let clerk = world.teacher("outcome-submitter").await;
    let base = format!("/api/schools/{SCHOOL}/central-submissions");
    let body = json!({ "year": 115, "roster": "learning_outcomes" });
    let open = clerk.post(&base, body).await.expect(202);
    let batch = format!("{base}/{}", text(&open, "id"));
    let version = json!({ "version": open["version"] });
    clerk.post(&format!("{batch}/freeze"), version).await.expect(202);
    (clerk, batch)
}

/// Works until the batch is acknowledged: a message that failed comes again after its pause.
async fn acknowledged(world: &World, clerk: &Actor<'_>, batch: &str) -> Value {
    for _ in 0..20 {
        world.drain().await;
        let shown = clerk.get(batch).await.expect(200);
        if shown["state"] == "acknowledged" {
            return shown;
        }
        world.clock.advance(SignedDuration::from_hours(2));
    }
    let queues = &world.cloud().queues;
    let left = [queues.waiting(Queue::Submissions), queues.dead(Queue::Submissions)];
    panic!("the batch is not acknowledged: {left:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_file_arrives_as_it_lies_in_the_outbox_the_manifest_last() {
    let (central, url) = Central::listening(&[]).await;
    let world = World::delivering_to(url).await;
    let (clerk, batch) = frozen(&world).await;
    let shown = acknowledged(&world, &clerk, &batch).await;
    let files = shown["files"].as_array().cloned().unwrap_or_default();
    assert_eq!(files.len(), 4, "roster, signature, manifest, one archive: {shown:#}");
    let root = text(&shown, "root");
    central.arrived(|arrived| {
        assert_eq!(arrived.files.len(), 4);
        assert!(arrived.last.ends_with("_manifest.jsonl"), "{}", arrived.last);
        for file in &files {
            let name = text(file, "name");
            let of_name = |(key, _): &(&String, &Vec<_>)| key.ends_with(&format!("/{name}\""));
            let (_, taken) = arrived.files.iter().find(of_name).expect("it has arrived");
            let [(path, bytes)] = &taken[..] else { panic!("{name} came more than once") };
            assert_eq!(path, &format!("{root}/{name}"));
            assert_eq!(text(file, "sha256"), hex::encode(Sha256::digest(bytes)));
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_signature_that_arrives_is_verified_with_the_published_key() {
    let (central, url) = Central::listening(&[]).await;
    let world = World::delivering_to(url).await;
    let (clerk, batch) = frozen(&world).await;
    let shown = acknowledged(&world, &clerk, &batch).await;
    let signature = central.arrived(|arrived| {
        let mut files = arrived.files.values().flatten();
        let found = files.find(|(path, _)| path.ends_with("_signature.json"));
        serde_json::from_slice::<Value>(&found.expect("it has arrived").1).expect("JSON")
    });
    let signed = text(&signature, "signed");
    assert!(signed.contains(&text(&shown, "root")), "{signed}");
    let keys = world.call("GET", "/api/receipt-keys", None, None).await.expect(200);
    let keys = keys["keys"].as_array().cloned().unwrap_or_default();
    let key = keys.iter().find(|key| key["key_id"] == signature["key_id"]).expect("published");
    let decode = |value: &Value, name| BASE64.decode(text(value, name)).expect("base64");
    let (key, made) = (decode(key, "public_key"), decode(&signature, "signature"));
    let key = aws_lc_rs::signature::UnparsedPublicKey::new(&aws_lc_rs::signature::ED25519, key);
    key.verify(signed.as_bytes(), &made).expect("the signature is the city's");
    key.verify(signed.replacen(':', ": ", 1).as_bytes(), &made).expect_err("of these bytes alone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_that_fails_gets_the_same_under_the_same_key_again() {
    let faults = [
        Some(Fault::Busy),
        Some(Fault::ForgetsToSay),
        Some(Fault::OtherBytes),
        // The archive arrives; the papers go wrong too.
        None,
        Some(Fault::Busy),
        None,
        Some(Fault::OtherBytes),
    ];
    let (central, url) = Central::listening(&faults).await;
    let world = World::delivering_to(url).await;
    let (clerk, batch) = frozen(&world).await;
    world.drain().await;
    let waiting = clerk.get(&batch).await.expect(200);
    assert_eq!(waiting["state"], "frozen", "nothing is said to be sent that did not arrive");
    acknowledged(&world, &clerk, &batch).await;
    central.arrived(|arrived| {
        assert_eq!(arrived.files.len(), 4, "{:?}", arrived.files.keys());
        assert!(arrived.files.values().any(|taken| taken.len() > 1));
        for taken in arrived.files.values() {
            assert!(taken.iter().all(|one| *one == taken[0]), "other bytes under the same key");
        }
    });
}

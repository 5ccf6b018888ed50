//! The artefact as Lambda runs it: the real binary, given events by a runtime API and reaching the
//! cloud over the network.

use std::{
    io::Read,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http_body_util::BodyExt;
use local::cloud::Cloud;
use runtime::Function;
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::{Mutex, mpsc},
    time::timeout,
};

use crate::{
    process::binary,
    support::{PASSWORD, World, log::hear},
};

/// How long the binary may take to begin and to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The pages from which the sample events are sent.
const SAMPLES_ORIGIN: &str = "https://portfolio.example.test";

/// What Lambda is to a function: it gives events and takes answers.
#[derive(Clone)]
struct Lambda {
    events: Arc<Mutex<mpsc::Receiver<Value>>>,
    answers: mpsc::Sender<Value>,
}

/// The next event; the call stays open until there is one.
async fn next(State(lambda): State<Lambda>) -> Response {
    let Some(event) = lambda.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let named = |name: &'static str, value: &'static str| {
        (HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    let headers = HeaderMap::from_iter([
        named("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        named("lambda-runtime-deadline-ms", "4102444800000"),
        named("lambda-runtime-invoked-function-arn", "arn:aws:lambda:ap-northeast-1:0:function:f"),
    ]);
    (headers, event.to_string()).into_response()
}

async fn answered(
    State(lambda): State<Lambda>,
    Path((_, how)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let answer = json!({ "how": how, "said": said });
    lambda.answers.send(answer).await.expect("the test listens");
    StatusCode::ACCEPTED
}

/// A function that runs as its own process.
struct Running {
    child: Child,
    events: mpsc::Sender<Value>,
    answers: mpsc::Receiver<Value>,
}

impl Running {
    async fn start(world: &World, function: &'static str) -> Self {
        let (events, to_give) = mpsc::channel(1);
        let (to_take, answers) = mpsc::channel(1);
        let lambda = Lambda { events: Arc::new(Mutex::new(to_give)), answers: to_take };
        let routes = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{how}", post(answered))
            .with_state(lambda);
        let api = serve(routes).await;
        let cloud = serve(the_cloud(world.cloud().clone(), function)).await;
        let child = command(world, function)
            .env("AWS_LAMBDA_RUNTIME_API", api)
            .env("AWS_ENDPOINT_URL", format!("http://{cloud}"))
            .spawn()
            .expect("it starts");
        Self { child, events, answers }
    }

    async fn call(&mut self, event: Value) -> Value {
        self.events.send(event).await.expect("it waits for events");
        let answer = timeout(PATIENCE, self.answers.recv()).await;
        answer.expect("it answers in time").expect("it answers")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let mut log = Vec::new();
        let read = self.child.stderr.take().map(|mut stderr| stderr.read_to_end(&mut log));
        hear(&log);
        if !std::thread::panicking() {
            assert!(matches!(read, Some(Ok(1..))), "it writes no log");
        }
    }
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// The cloud over the network, for the calls of one function.
fn the_cloud(cloud: Arc<Cloud>, name: &str) -> Router {
    let function: Option<&'static Function> = functions::find(name);
    Router::new().fallback(move |request: Request| {
        let cloud = cloud.clone();
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            let request = http::Request::from_parts(parts, body);
            match cloud.answer(function, request).await {
                Ok(response) => response.map(axum::body::Body::from),
                Err(_) => StatusCode::BAD_GATEWAY.into_response(),
            }
        }
    })
}

/// The binary with the environment that the template gives it.
fn command(world: &World, function: &str) -> Command {
    let config = world.cloud().config();
    let keys = |keys| serde_json::to_string(keys).expect("keys");
    let mut command = Command::new(binary("functions", "bootstrap"));
    command
        .env_clear()
        .env("_HANDLER", function)
        .env("AWS_LAMBDA_FUNCTION_NAME", function)
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "tests")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "tests")
        .env("AWS_REGION", "ap-northeast-1")
        .env("AWS_ACCESS_KEY_ID", "tests")
        .env("AWS_SECRET_ACCESS_KEY", "tests")
        .env("TABLE", config.table)
        .env("STAGING_BUCKET", config.staging)
        .env("VAULT_BUCKET", config.vault)
        .env("OUTBOX_BUCKET", config.outbox)
        .env("REPLICA_BUCKET", config.replica)
        .env("REPLICA_REGION", config.replica_region)
        .env("QUEUES", config.queues)
        .env("SECRETS", config.secrets)
        .env("PUBLIC_ORIGIN", SAMPLES_ORIGIN)
        .env("MAIL_FROM", config.mail_from)
        .env("TOKEN_KEYS", keys(&config.token_keys))
        .env("RECEIPT_KEYS", keys(&config.receipt_keys))
        .env("DELIVERY_URL", "")
        .env("VIEWER_HEADER", "")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// A request of the samples, with a body of one's own.
fn event(sample: &str, body: Option<Value>) -> Value {
    let path = format!("{}/../events/{sample}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a sample event");
    let mut event: Value = serde_json::from_str(&text).expect("JSON");
    if let Some(body) = body {
        event["body"] = body.to_string().into();
    }
    event
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_artefact_signs_in_over_the_network_again_and_again() {
    let world = World::new().await;
    // The binary lives by the machine's clock; what it signs is good by that one.
    let mut function = Running::start(&world, "session.sign-in").await;
    for (password, status) in [(PASSWORD, 200), ("another river", 401), (PASSWORD, 200)] {
        let body = json!({ "username": "student-1", "password": password });
        let answer = function.call(event("session/sign-in.usual.json", Some(body))).await;
        assert_eq!(answer["how"], "response", "{answer:#}");
        assert_eq!(answer["said"]["statusCode"], status, "{answer:#}");
        let said = answer["said"]["body"].as_str().unwrap_or_default();
        let said: Value = serde_json::from_str(said).expect("JSON");
        match status {
            200 => assert_eq!(said["account"]["username"], "student-1"),
            _ => assert_eq!(said["code"], "session.refused"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_fail_are_named_and_the_others_are_done() {
    let world = World::new().await;
    let mut function = Running::start(&world, "reminders.feedback").await;
    let mut messages = event("reminders/feedback.usual.json", None);
    let mut broken = messages["Records"][0].clone();
    broken["messageId"] = "broken".into();
    broken["body"] = "no notification".into();
    messages["Records"].as_array_mut().expect("records").push(broken);
    let answer = function.call(messages).await;
    let failures = &answer["said"]["batchItemFailures"];
    assert_eq!(*failures, json!([{ "itemIdentifier": "broken" }]), "{answer:#}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_no_function_has_ends_at_once() {
    let world = World::new().await;
    let mut child = command(&world, "session.unknown").spawn().expect("it starts");
    let ended = tokio::task::spawn_blocking(move || child.wait()).await.expect("it ends");
    assert_eq!(ended.expect("a status").code(), Some(1));
}
